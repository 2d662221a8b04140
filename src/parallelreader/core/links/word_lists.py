"""Closed lists of words that word links treat apart, written down by hand."""


def _words(block: str) -> tuple[str, ...]:
    return tuple(block.split())


ENGLISH_FUNCTION_WORDS = _words(
    """
    a an the of in on at to for from by with into onto upon about as than and or but if so that this these
    those there then is am are was were be been being do does did done have has had having will would shall
    should may might can could must it its he she we they you i him her them us me his their our your my who
    whom whose which what when where while whether how not no nor any some such also very too up out off over
    down through during under between among against within without per via each both all own same other only
    just even still again yet already since until because though although 's 't 'd 'll 're 've 'm n't s
    """
)

CHINESE_FUNCTION_WORDS = frozenset(
    _words(
        """
        的 了 着 过 地 得 之 所 在 是 这 那 把 被 将 于 以 其 为 们 个 么 吗 呢 吧 啊 呀 啦 和
        与 及 以及 也 都 而 并 则 就 还 又 再 才 只 很 更 最 对 向 从 由 给 让 使 令 有 来 去 到
        会 能 能够 可 可以 要 应 应该 已 已经 曾 正 正在 上 下 里 中 内 外 前 后 间 时 等 该 此
        各 每 某 些 一些 某些 这些 那些 这个 那个 这样 那样 但 但是 如果 若 因 因为 由于 所以
        因此 虽然 尽管 或 或者 即 进行 做 作 作为 做出 作出 加以 予以 关于 对于 按照 根据 据
        通过 随着 除 除了 位 名 次 种 件 项 条 本 张 家 起 届
        """
    )
)

SMALL_NUMBERS = _words(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """
)
TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
ORDINALS = _words(
    """
    zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    """
)
