"""The sense that an everyday word mostly has where it stands in a text, where that is not the first one of
CC-CEDICT, which lists rare and old senses first as gladly as last.

Written down by hand, going through the words that are used most. It counts only where nothing else tells.
"""

from functools import lru_cache

# A word, and the beginnings of its usual senses, the most usual first.
_TABLE = """
说 to speak; to talk
上 (noun suffix) on
对 towards; at
得 structural particle
后 back|afterwards
到 to (a place)
把 (used to put the object
被 used to indicate passive
于 (of time or place) in
时 time|when
里 inside
所 particle introducing
看 to see
工作 work
才 then and only then|just now
便 equivalent to 就
进行 to carry out
做 to do
让 to let sb do sth
地方 place
这样 like this
不是 no
听 to listen to
成 to become
叫 to be called
当 when
本 this
起来 (after a verb) indicating the beginning
地区 area
比 (followed by a noun and adjective)
通过 by means of
话 words
老 old (of people)
跟 with
像 to be like
领导 leader
生活 life
一般 ordinary
省 province
因 because
作为 as (in the capacity of)
约 approximately
活动 activity
方面 aspect
称 to name
属 to belong to
带 to bring
进 to enter
先 first
吧 (modal particle indicating
占 to take up
处 place
太 too (much)
机关 office; agency
教育 education
总 in every case
回 to go back
连 (used with
站 to stand
共 altogether
提出 to put forward
作用 effect
派 to send
按 according to
找 to look for
均 all
种 kind
字 character
干 to do
不会 will not
一次 once
特别 very; especially
次 second
群众 the masses
不过 but
若 if
往 towards
分别 separately
除 except
准备 to prepare
一起 together
比较 comparatively
越 the more
原来 so, actually
朝 towards|facing
报 newspaper
先生 gentleman; sir
别 don't
结果 outcome|result
部 part
项目 project
几 a few|several
常 often
当然 of course
重点 important point
实际 actual
热 hot
望 to gaze
跑 to run
左右 approximately
不到 less than
石 rock
镇 small town
明白 to understand
多少 how much?
文 writing
另外 in addition
提 to lift
刚 just
背 to carry on the back
离 to leave
满 full
晚 late
考 to take an exam
拆 to tear down
修 to repair
归 to belong to
响 to make a sound
挺 (coll.) quite
意思 meaning
脏 dirty
缺 to run short
咸 salty
松 loose
浅 shallow
圆 round
愿 to wish|to hope
布 cloth
柜 cupboard
恐怕 I'm afraid
偏偏 contrarily
大夫 doctor
人家 other people
索性 simply
干脆 simply
半天 a long time
包 package
交通 traffic
支持 to support
保证 to guarantee
代表 to represent
利用 to make use of
合作 cooperation
执行 to carry out
余 extra
特 especially
忽 suddenly
论 to discuss
皮 skin
关 to close
化 to change into
底 bottom
装 to load
理 reason
产 to produce
领 to lead
封 to seal
团 group
代 generation
世 world
求 to request
错 wrong
状 state
斗 to fight
层 layer
怪 strange|odd
欲 to wish for
单 single
抢 to grab
凭 to rely on
追 to chase
读 to read
端 to hold sth level
末 end
运 to transport
值 (to be) worth
利 benefit
奇 strange
广 wide
版 edition
组 group
叶 leaf
语 language
赶 to hurry
借 to borrow
折 to break
汤 soup
局 office
圣 holy
脱 to take off
结 to tie
告 to tell
试 to try
证 proof
炮 cannon
钟 clock
角 corner
载 to carry
周 week
凡 every
遂 then
吓 to frighten
盖 to cover
质 quality
厂 factory
散 to scatter
顿 to pause
打扮 to dress
大概 probably
不然 or else|otherwise
担心 to worry
太太 wife
在 (of sb or sth) to be (located) at
以 by means of|in order to
同 with
日 day|date
正 just (at that time)
戏 drama|play
推进 to carry forward|to advance
钱 money|coin
只见 to see, to one's surprise
心中 in one's thoughts|in one's heart
心里 heart|mind
刘 surname Liu
韦 surname Wei
吴 surname Wu
冯 surname Feng
郑 surname Zheng
蒋 surname Jiang
姚 surname Yao
潘 surname Pan
杜 surname Du
吕 surname Lü
赵 surname Zhao
沈 surname Shen
韩 surname Han
曹 surname Cao
邹 surname Zou
贾 surname Jia
袁 surname Yuan
郭 surname Guo
薛 surname Xue
阎 surname Yan
陈 surname Chen
邵 surname Shao
郝 surname Hao
崔 surname Cui
谭 surname Tan
汪 surname Wang
魏 surname Wei
"""


@lru_cache(maxsize=1)
def _usual() -> dict[str, tuple[str, ...]]:
    rows = (line.split(" ", 1) for line in _TABLE.strip().splitlines())
    return {word: tuple(senses.split("|")) for word, senses in rows}


def usual_place(word: str, gloss: str) -> int | None:
    """How usual a gloss of a word in simplified characters is: 0 for the most usual one; None where nothing
    is said of it."""
    senses = _usual().get(word, ())
    return next((place for place, sense in enumerate(senses) if gloss.startswith(sense)), None)
