"""Closed lists of words that are no terms and that no term begins or ends with, written down by hand.

They are the words that any text is full of, whatever it is about; how rare others are is counted.
"""


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


CHINESE_LINKS = _words("的 之 与 和 及 及其 以及 为 于 化 性 者 第")
"""These may stand inside a term, and neither begin nor end one."""

CHINESE_FIRST = _words(
    """
    一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 零 半 双 多 副 总 老 小 大 新 旧 高 低 全 非 无 反 超 第一
    第二 第三 一个 两个 三个 四个 五个 六个 八个 十个
    """
)
"""These may begin a term, and neither end one nor be one."""

CHINESE_LAST = _words(
    """
    点 家 台 部 所 间 层 段 道 场 班 期 局 件 项 条 本 队 线 人 者 化 性 力 式 度 学 论 法 站 口 员 手 心
    """
)
"""These may end a term, and neither begin one nor be one."""

CHINESE_PARTS = _words(
    """
    建设 改革 发展 服务 领导 作用 组织 思想 政治 引领 管理 工作 事业 精神 战略 领域 行动 利益 人才 时代 全面
    广大 主席 成就 自身 创新 保障 活动 任务 目标 水平 能力 质量 制度 机制 体系 政策 计划 条件 环境 社会 国家
    经济 文化 教育 历史 世界 生活 技术 科学 信息 名字 老板 回来 家庭 学校 城市 市场 企业 公司 人民 群众 成员
    代表 中心 基础 关系 结果 过程 影响 力量 内容 形式 特点 意义 价值 朋友 声音 故事 消息 机会 困难 麻烦 样子
    颜色 眼睛 脸 门 路 车 书 话 字 词 声 天 地 水 火 风 山 树 花 草 船 江 河 桥 房 屋
    """
)
"""These stand in terms with others, and are hardly ever one by themselves."""

CHINESE_COMMON = _words(
    """
    引导 围绕 落实 贯彻 及时 增强 推动 推进 深入 发挥 重视 开展 充分 积极 坚持 加强 取得 着力 构建 激发 践行
    投身 深化 维护 培养 回家 促进 提高 完善 扩大 改善 改变 解决 支持 帮助 参加 参与 接受 产生 建立 保持 保护
    采取 达到 处理 反映 负责 关心 关注 考虑 理解 了解 努力 切实 不断 紧紧 牢牢 更好 自觉 亿万 四十 实际 热情
    主动 有效 有力 广泛 密切 严格 认真 稳定 良好 正确 明确 突出 共同 了 着 过 地 得 在 是 这 那 哪 把 被 将
    以 其 们 么 吗 呢 吧 啊 呀 啦 嘛 哦 嗯 唉 也 都 而 并 则 就 还 又 再 才 只 很 更 最 太 好 真 挺 对 向 往
    从 由 给 让 使 令 有 没 没有 来 去 到 会 能 能够 可 可以 要 应 应该 应当 必须 已 已经 曾 曾经 正 正在 上
    下 里 内 外 前 后 时 等 该 此 各 每 某 些 不 别 甚 较 比 像 似 如 若 因 凡 凡是 几 多少 少 数 许多 不少
    很多 大量 一些 有些 有的 某些 这些 那些 这个 那个 哪个 这样 那样 怎样 怎么 怎么样 什么 为什么 谁 哪里
    哪儿 这里 那里 这儿 那儿 这么 那么 多么 如何 如此 我 你 您 他 她 它 我们 你们 他们 她们 它们 咱们 自己
    别人 人家 大家 人人 各自 彼此 双方 本人 个 位 名 次 种 张 起 届 支 根 块 座 棵 朵 片 滴 辆 艘 句 页 阵
    回 趟 遍 番 笔 股 群 套 批 份 团 袋 碗 杯 瓶 包 箱 盒 年 月 日 号 天 周 点钟 分钟 小时 秒 岁 元 块钱 米
    公里 厘米 年代 世纪 时候 时间 早上 上午 中午 下午 晚上 夜里 清晨 今天 明天 昨天 后天 前天 今年 明年 去年
    现在 目前 当前 以前 以后 之前 之后 以来 之间 其中 其他 其它 其余 另 另外 同时 同样 一样 一般 一边 一面
    一起 一直 一定 一下 一点 一点儿 一会儿 一切 一会 有点 有点儿 忽然 突然 终于 于是 然后 后来 接着 最后
    最近 最初 首先 其次 总是 总 常常 常 往往 经常 从来 从此 从小 始终 永远 仍 仍然 依然 还是 只是 只有 只好
    只要 不过 不是 不能 不会 不要 不可 不得 不同 不仅 不但 而且 并且 并不 并非 但 但是 可是 然而 却 虽 虽然
    尽管 即使 即 便 既 既然 如果 要是 假如 否则 除非 无论 不管 因为 由于 所以 因此 因而 从而 为了 以便 以免
    或 或者 还有 以及 甚至 尤其 特别 非常 十分 相当 比较 更加 越 越来越 几乎 差不多 大约 大概 左右 也许 可能
    恐怕 似乎 好像 仿佛 其实 当然 果然 居然 竟然 究竟 到底 简直 难道 幸亏 反正 反而 正好 刚 刚刚 刚才 马上
    立刻 顿时 渐渐 慢慢 悄悄 轻轻 进行 做 作 作为 做出 作出 加以 予以 关于 对于 按照 根据 依据 据 通过 经过
    随着 沿着 朝 除 除了 跟 同 说 讲 问 答 回答 告诉 叫 喊 念 听 听见 看 看见 看到 看看 瞧 望 见 想 想到
    觉得 感到 认为 以为 知道 明白 懂 记得 记住 忘 忘记 认识 相信 发现 希望 愿意 喜欢 爱 怕 担心 打算 决定
    开始 继续 停止 结束 成为 变成 变 变得 出现 发生 属于 存在 走 跑 站 坐 躺 睡 起来 下来 下去 上来 上去
    出来 出去 进来 进去 回来 回去 过来 过去 回到 来到 走到 拿 带 放 拉 推 打 打开 关 写 读 买 卖 吃 喝 住
    等到 直到 送 还给 递给 收 收到 得到 找 找到 留 留下 离开 跟着 等着 看着 用 使用 利用 干 干什么 办 搞 弄
    换 搬 丢 差 请 叫做 称为 所谓 指出 表示 提出 强调 要求 包括 具有 带来 形成 实现 指 长 短 早 晚 快 慢 远
    近 重 轻 深 浅 厚 薄 粗 细 宽 窄 远远 容易 简单 重要 主要 必要 明显 一致 完全 整个 全部 所有 任何 各种
    各个 各项 一种 一位 每个 每天 那边 这边 上面 下面 上边 下边 左边 右边 里面 外面 前面 后面 旁边 中间 东西
    事 事情 人们 样子 办法 方法 问题 原因 情况 地方 部分 方面 意思 好处 孩子 女人 男人 先生 小姐 老人 儿子
    女儿 手里 头 眼 脚 身 心里 嘴 不急 不可能 奇怪 可不是 不如
    """
)
"""Words that no Chinese term holds."""

ENGLISH_LINKS = _words("a an the of in on at to for from by with and or as")
"""These may stand inside a term, and neither begin nor end one."""

ENGLISH_FIRST = _words(
    """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy
    eighty ninety hundred thousand million billion half quarter first second third last next other own whole
    certain different main particular special general various necessary important good bad better best big
    small large little great new old young long short high low full early late hard easy top side hand word
    day year time people man woman line part way place
    """
)
"""These may stand in a term with others, and are none by themselves."""

ENGLISH_COMMON = _words(
    """
    i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us
    our ours they them their theirs themselves ones someone somebody something anyone anybody anything
    everyone everybody everything nobody nothing none who whom whose which what that this these those there
    here where when why how than then so if but nor not no yes though although because since until unless
    while whether after before s t d about above across against along among around behind below beneath
    beside besides between beyond despite down during except inside into like near off onto out outside over
    past per through throughout toward towards under underneath up upon via within without ll re ve be am is
    are was were been being do does did done doing have has had having will would shall should may might can
    could must ought need cannot let get got gets getting make makes made making go goes went gone going
    come comes came coming take takes took taken taking give gives gave given giving put puts say says said
    saying tell tells told telling ask asks asked asking answer answered reply replied call called know
    knows knew known knowing think thinks thought see sees saw seen seeing look looks looked looking find
    finds found hear heard feel felt want wants wanted wish seem seems seemed become became begin began
    begun start started keep kept leave left stay stand stood sit sat run ran turn turned bring brought
    carry hold held show showed shown try tried use used using remember forget believe happen mean means
    meant set read write wrote written strengthen improve promote adhere focus strive implement participate
    consolidate organize mobilize encourage establish develop ensure increase reduce provide require include
    continue achieve build create deepen enhance strengthening accelerate realize maintain support help play
    serve follow adapt apply accept allow appear belong change choose compare consider contain decide depend
    describe discuss enter explain express grow indicate involve join learn live lose love move notice offer
    own pass pay prepare prevent produce protect prove pull push raise reach receive refuse remain remove
    repeat return rise save sell send sound speak spend stop suggest suppose talk teach thank throw touch
    visit wait walk watch win wonder very too also just only even still yet already again once twice ever
    never always often sometimes usually soon now today tomorrow yesterday ago later another same such each
    every either neither both all any some few many much more most less least several enough quite rather
    almost nearly perhaps maybe indeed therefore however thus hence instead together apart away back forward
    well ill worse worst able possible likely true sure important january february march april june july
    august september october november december monday tuesday wednesday thursday friday saturday sunday cent
    percent yuan metre meter kilometre kilometer centimetre centimeter mile days week weeks month months
    years hour hours minute minutes moment times morning afternoon evening night thing things ways kind sort
    parts piece lot lots bit number end bottom men women person child children boy girl hands head eye eyes
    face foot feet words fact case question mr mrs ms sir etc
    """
)
"""Words that no English term holds."""
