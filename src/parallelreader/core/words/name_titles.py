"""Chinese words before which a single character is a name: somebody's surname, or that of a river."""

from functools import cache

from parallelreader.core.language.conversion import Script, to_script

_WRITTEN_TITLES = """
    先生 太太 小姐 女士 夫人 师傅 师父 老师 医生 大夫 教授 博士 主任 校长 厂长 队长 经理 老板 掌柜 老爷
    大爷 大娘 大妈 大叔 大伯 大婶 大嫂 大姐 大哥 奶奶 爷爷 叔叔 阿姨 伯伯 婆婆 嫂子 局长 县长 市长 省长 镇长
    村长 乡长 书记 部长 处长 科长 组长 司令 将军 连长 班长 团长 营长 排长 船长 站长 所长 院长 会长 行长 社长
    总理 总统 主席 秘书 会计 记者 律师 法官 警官 警察 护士 同志 同学 工程师 家 氏 某 总 嫂 婶 伯 叔 姨
    太公 员外 公子 姑娘 姥姥 姑姑 舅舅 姐姐 哥哥 妹妹 弟弟 队 导 编辑 师母 司机
    老汉 老太 木匠 铁匠 裁缝 团 工
"""
SHORT_TITLES = frozenset("家氏某总總嫂婶嬸伯叔姨队隊导導团團工")
"""Those of one character, which may as well begin a word."""

LONGEST_TITLE = 3

PLACES = {
    "river": "江河水溪",
    "lake": "湖泊",
    "mountain": "山岭嶺",
    "mount": "山",
    "mountains": "山岭嶺",
    "hill": "山岭嶺",
    "county": "县縣",
    "village": "村庄莊",
    "town": "镇鎮",
    "township": "乡鄉",
    "city": "市城",
    "prefecture": "州",
    "province": "省",
    "street": "街",
    "road": "路",
    "lane": "巷",
    "bridge": "桥橋",
    "island": "岛島",
    "bay": "湾灣",
    "temple": "寺庙廟",
    "pagoda": "塔",
    "pass": "关關",
    "dynasty": "朝代",
    "kingdom": "国國",
    "state": "国國",
}
"""English words behind a single syllable of which they say what it is, and the characters for that."""


@cache
def titles() -> dict[str, None]:
    """In both scripts, the longer ones first."""
    written = _WRITTEN_TITLES.split()
    both = dict.fromkeys((*written, *(to_script(title, Script.TRADITIONAL) for title in written)))
    return dict.fromkeys(sorted(both, key=len, reverse=True))
