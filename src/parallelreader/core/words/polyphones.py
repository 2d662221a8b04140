"""Characters with several readings that stand alone: what their neighbours say of them.

For each character the rules are tried in order; the first whose words before and behind are there decides.
The last of a character is what it is mostly read as. Those within longer words are the dictionary's business.
"""

import re
from dataclasses import dataclass
from functools import cache

_COUNT = r"[\d〇零一二两三四五六七八九十百千万几半每这那某各多哪数]"
_PRONOUN = r"(?:我|你|您|他|她|它|咱|我们|你们|他们|她们|它们|咱们|大家|谁|人|自己)"
_DEGREE = r"(?:很|太|更|最|真|好|挺|够|极|非常|那么|这么|比较|特别|有点|有点儿|十分|越|越来越|多么|多)"
_TITLE = r"(?:先生|太太|小姐|女士|老师|医生|教授|经理|主任|校长|师傅|大夫|总|家)"
_BODY = r"(?:书包|包|背包|孩子|行李|柴|枪|筐|篓|袋|弟弟|妹妹|老人|奶奶|琴|箱|一)"

# Character, reading, what stands before it and behind it: patterns over words with "/" round each, as near as
# the clause goes. Nothing is asked of a side left empty.
_RULES = rf"""
行 hang2 /(?:第\w+|{_COUNT}+)/
行 hang2 . /(?:字|诗|泪|眼泪|树|脚印|柳树)
行 xing2
长 chang2 /(?:{_DEGREE}|不|一样|有|公里|米|年|天|得|也|都)/
长 zhang3 . /(?:得|大|高|满|出|成|在|到|过|着|胖)
长 zhang3 . /(?:毛|草|叶|芽|牙|个|胡子|疮|了/(?:个|一|几|许多|很多|不少|出|满))
长 zhang3 /着/
长 zhang3 /(?:{_PRONOUN}|孩子|树|草|慢慢|渐渐|刚)/ /了
长 chang2
得 de2 /(?:{_PRONOUN}|因此|所|共|先|没|没有|曾|\w\w+)/ /(?:了|过|第|奖|胜|病|分|出|益|知|冠军|金牌|满分|道)
得 dei3 /(?:{_PRONOUN}|还|就|都|总|也|可|又|只|准|须|非|今天|明天|后天|早晚|现在|以后|必|至少|一定|恐怕)/ /.
得 de2 ^/ /(?:了|过|第|奖|胜|病|分|知|益)
得 dei3 ^/ /.
得 de5
还 huan2 . /(?:钱|债|书|给|清|款|账|贷|情|礼|价|本|车|房贷|愿|我/|你/|他/|了/?$|掉|得起|不起|上/)
还 huan2 /(?:要|该|来|去|没|已经|早晚|归|偿|不|能|快|按时|必须|早晚/要|要)/ $
还 hai2
着 zhao2 /(?:火|睡|找|见|点|烧|打|猜|够|抓|逮|用|睡/不|找/不|见/不|用/不|够/不|点/不|不|不/得)/ /?$
着 zhao2 /火/
着 zhao2 . /(?:火|凉|急|迷|慌|魔)
着 zhe5
了 liao3 /(?:\w不|不|做/得|来/得|到/得|办/得|少/得|管/得|受/得|吃/得|走/得|去/得)/
了 liao3 . /(?:结|解|却|断|然)
了 le5
都 dou1
为 wei2 /(?:成|作|认|称|以|变|选|视|定|分|化|译|改|列|当|评|封|誉|尊)/
为 wei2 /(?:任|转|降|升|合|设|立|名|实|均|皆|身|颇|尤|极|更|最|甚)/
为 wei2 /以/\w+/
为 wei2 /以/\w+/\w+/ /(?:主|本|例|荣|乐|中心|目的|基础|准|限|界|生|食|鉴|代价|目标|借口|首|题)
为 wei2 . /(?:\d|百分之|{_COUNT}+/?(?:万|亿|元|块|米|公里|公斤|吨|人|年|天|岁|倍|度|分|成))
为 wei4
地 de5 /(?:(\w)\1|(\w)\2(\w)\3|\w(\w)\4)/
地 di4 . /?$
地 di4 . /(?:里|上|下|的|是|很|太|也|都|不|被|在|已经|有|和|了|种|租|卖)
地 de5 /(?:\w\w+|轻|静|慢|快|猛|呆|缓|急|悄|默|狠|暗|久)/ /.
地 di4
重 zhong4 /(?:{_DEGREE}|不|又|公斤|吨|斤|有|病|伤|口味|心事|体)/ /?$
重 zhong4 /{_DEGREE}/
重 chong2 . /(?:说|写|做|来|建|修|演|唱|读|抄|新|返|游|逢|播)
重 chong2 . /(?:启|开|头|印|组|起|排|装|画|算|赛|拍|买|考|编|译|数)
重 zhong4
数 shu4 . /(?:百|十|千|万|亿|次|年|天|月|日|周|人|名|个|种|位|家|以|里|倍|度|小时|分钟|公里)
数 shu3 /(?:请|去|来|在|会|要|我|你|他|她|们|我们|他们|你们|她们|大家|慢慢|快|没|一个一个|不|从头|认真|细)/ /.
数 shu3 . /(?:着|了|一|到|不清|起|钱|星星|完|过|得|清|出|羊)
数 shu4
好 hao4 . /(?:学|奇|战|斗|赌|色|酒|动|静|客|胜|吃懒做|逸恶劳|大喜功|为人师)
好 hao3
发 fa4 /(?:白|金|黑|短|黄|银|染|剪|秀|卷|假|烫|护|理|怒|一头|束|披|脱|毛)/
发 fa1
干 gan1 /(?:晾|晒|擦|吹|烘|烤|喝|榨|吃|拧|流|哭|熬|枯|焙)/
干 gan1 /(?:衣服|头发|嘴|口|河|河水|井|油漆|墨|泪|眼泪|毛巾|地|都|全|汗)/ /了
干 gan1 /(?:{_DEGREE}|没|还没|不|已经|未|半)/ /(?:了|透)?/?$
干 gan1 . /(?:透|了/?$)
干 gan4
只 zhi1 /{_COUNT}+/
只 zhi1 /(?:第\w+|\d+)/
只 zhi3
转 zhuan4 . /(?:个|圈|来|一圈|两圈|几圈|得|悠|起来|不停|着/圈)
转 zhuan4 /(?:团团|直|打|绕/\w+|围着|绕着|绕/着/\w+|围着/\w+|绕着/\w+|围/着/\w+|不停|不停/地)/
转 zhuan3
教 jiao1
倒 dao3 /(?:吹|摔|跌|推|打|滑|撞|绊|拉|病|累|压|踢|刮)/
倒 dao3 /(?:晕|躺|扑|击|砍|放|问|难|卧|昏|醉|绊|轰|冲|拖|不|没|吓|笑)/
倒 dao3 . /(?:了/?$|下|塌|在|闭|卖|霉|地)
倒 dao4
调 diao4 . /(?:到|去|来|走|回|动|查|往|人|兵|离|任|用|派|集)
调 diao4 /(?:这个|这/个|一个|一/个|什么|的|唱|走|跑|升|降|老|同|高|低)/
调 tiao2
曾 zeng1 /(?:姓|小|老)/
曾 zeng1 . /{_TITLE}
曾 ceng2
单 shan4 /姓/
单 dan1
任 ren2 /姓/
任 ren2 ^/ /{_TITLE}
任 ren4
仇 qiu2 /姓/
仇 chou2
解 xie4 /姓/
解 jie3
区 ou1 /姓/
区 qu1
查 zha1 /姓/
查 cha2
朴 piao2 /姓/
朴 pu3
盖 ge3 /姓/
盖 gai4
华 hua4 /姓/
华 hua2
乐 yue4 . /(?:曲|器|队|章|谱|声/)
乐 yue4 /姓/
乐 le4
应 ying4 /(?:答|响|回|反|适|呼|照|有求|供|没人|没有人)/
应 ying1
削 xiao1
薄 bao2
看 kan1 . /(?:孩子|小孩|门|家|牛|羊|瓜|仓库|行李|守|护|犯人|娃|店|摊)
看 kan4
背 bei1 . /(?:着|起|上|了|过|负|不动|得动)?/?{_BODY}
背 bei1 . /(?:上|起)
背 bei4
量 liang2 /(?:给|要|来|用|先|我|他|她|去|再|你|没|尺子|拿|好好|\w+/给/\w+)/ /.
量 liang2 . /(?:体温|血压|身高|尺寸|一下|一量|了|着|长度|体重|衣服|布)
量 liang2 /量/一/
量 liang2 . /(?:一/量|的/是)
量 liang2 /(?:还|又|自己|会|能|没有|上|里|亲手|仔细)/ /.
量 liang4
散 san3 /(?:{_DEGREE}|松|懒)/
散 san4
差 cha1 /(?:时|温|误|落|之|逆|顺|偏|色|反|级)/
差 chai1 /(?:出|公|当|邮|听|美|交|开小)/
差 cha4
没 mo4 /(?:淹|沉|吞|埋|覆|出|湮|隐|神出鬼)/
没 mo4 . /(?:入|顶|过/(?:头|膝|腰))
没 mei2
种 zhong3 /(?:{_COUNT}+|这|那|此|何|另|同|一类|前|后|\w+一)/
种 zhong4 . /(?:花|树|菜|地|田|草|了|在|着|下|上)
种 zhong4 . /(?:粮食|玉米|庄稼|水稻|麦|瓜|豆|果|满|过|得|的|点|些|棉|茶|葡萄|水果)
种 zhong4 /(?:{_PRONOUN}|春天|秋天|在|去|来|要|会|里|没|不|农民|爱|喜欢|想)/
种 zhong3
中 zhong4 /(?:打|击|射|猜|命|看|说|选|考|抽|撞|切|刺|投|押|正|相|砸)/
中 zhong4 . /(?:了/|弹|枪|计|暑|邪|标|箭|签|彩票|头奖|大奖|奖|毒|招|圈套|埋伏)
中 zhong1
传 zhuan4 /(?:自|列|外|别|左|小|大|正|水浒|英雄|名人|作/?|立)/
传 chuan2
处 chu3 . /(?:得|在|于|理|不来|不好|得来|死|罚|决|了/(?:几|一|两|三))
处 chu3 /(?:相|共|独|难|身|地)/
处 chu4
当 dang4 . /(?:作|成|做|真|回事|是|铺|掉|了/(?:真|回事))
当 dang4 /(?:上|典|妥|恰|适|得|不)/ /?$
当 dang1
觉 jiao4 /(?:{_COUNT}+|个|睡|睡/了|午|大|好|睡/个|睡/一|睡/了/一|懒|场)/
觉 jue2
空 kong4 /(?:有|没|没有|抽|得|填|留|有/点|有/没有|有/个)/
空 kong1
难 nan4 /(?:大|遭|灾|受|遇|逃|避|落|国|罹|死|蒙|\w+一|患|磨|劫|遭/了|遇|空)/ /?$
难 nan2
角 jue2 . /(?:色|逐|斗|力)
角 jiao3
假 jia4 /(?:请|放|休|暑|寒|长|病|事|度|年|天|婚|产|请/了|放/了|月|周|个)/
假 jia3
卷 juan4 /(?:{_COUNT}+|第\w+|试|考|答|案|书|画|阅|交|手不释|开)/
卷 juan3
吐 tu4 /(?:呕|上|想|又|直|孕|他|她|我|要)/ /(?:了/$|出来/$|$)
吐 tu3
钉 ding4 . /(?:在|上|着|住|牢|好|了|书)
钉 ding1
钻 zuan4 /(?:一颗|颗|大|真|假|碎)/
钻 zuan1
撒 sa3 . /(?:在|满|上|种|了/(?:一|点|些)|下|落|播|盐|水|些|点)
撒 sa1
盛 cheng2 . /(?:饭|汤|了|满|一碗|着|上|在|水|菜|粥|碗|一)
盛 sheng4
朝 zhao1 /(?:一|今|明|有/?)/
朝 chao2
弹 dan4 /(?:子|中|炸|导|飞|炮|一颗|一/颗|流|榴|枪)/
弹 tan2
卡 qia3 . /(?:住|在|壳|脖子|死)
卡 ka3
哄 hong3 . /(?:孩子|她|他|我|睡|人|骗|着|得)
哄 hong1
缝 feng4 /(?:门|条|裂|指|石|墙|床|牙|一道|道|窗|中|见)/
缝 feng2
挑 tiao3 . /(?:起|战|逗|拨|动|衅|明|大梁)
挑 tiao1
冲 chong4 . /(?:着|我/|你/|他/)
冲 chong1
担 dan4 /(?:{_COUNT}+|扁|重|货)/
担 dan1
和 huo2 . /(?:面|泥)
和 he2
强 jiang4 /(?:倔|脾气|嘴)/
强 qiang2
曲 qu3 /(?:{_COUNT}+|首|歌|作|这首|支|舞|名|插|序|谱|听|唱|一)/
曲 qu1
铺 pu4 /(?:店|床|上|下|中|药|饭|肉|当|一/间|间|家|小)/ /?$
铺 pu1
几 ji3
更 geng4
将 jiang1
便 bian4
切 qie1
率 lü4
宁 ning4 . /(?:可|愿|死|肯|折)
宁 ning2
扎 zha1
涨 zhang3
吓 xia4
什 shen2
冠 guan4 . /(?:以|军|名)
冠 guan1
相 xiang1
兴 xing1 . /(?:起|建|办|修|旺)
兴 xing4
似 si4
爪 zhua3
晃 huang3 . /(?:眼|了/(?:眼|一/眼)|过)
晃 huang4
咽 yan4
啊 a5
吧 ba5
吗 ma5
嘛 ma5
呢 ne5
啦 la5
么 me5
哇 wa5
嗯 en5
哦 o4
那 na4
帖 tie3
舍 she3 . /(?:不|得|去|弃|命|己|身)
舍 she4
血 xue4
谁 shei2
"""


@dataclass(frozen=True, slots=True)
class _Rule:
    reading: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None


def reading_alone(character: str, before: str, behind: str) -> str | None:
    """How a character is read between these words of its clause, written ``"/我/把/"`` and ``"/了/一/"``;
    ``"/"`` where there are none. None for a character of which there is nothing to say here."""
    for rule in rules().get(character, ()):
        if rule.before is not None and rule.before.search(before) is None:
            continue
        if rule.behind is None or rule.behind.match(behind) is not None:
            return rule.reading
    return None


@cache
def rules() -> dict[str, list[_Rule]]:
    """The rules by character; preparing them takes some tens of milliseconds the first time."""
    found: dict[str, list[_Rule]] = {}
    for line in _RULES.strip().splitlines():
        character, reading, *sides = line.split(" ")
        before, behind = (*sides, "", "")[:2]
        found.setdefault(character, []).append(
            _Rule(
                reading,
                re.compile(f"{before}$") if before not in ("", ".") else None,
                re.compile(behind) if behind else None,
            )
        )
    return found
