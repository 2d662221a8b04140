"""English forms that follow no rule, each with the word that alignment and search lead it back to.

Some are no inflections but words that translate alike (mom, mother); search leaves those out.
"""

_IRREGULAR = """
arise arose arisen;awake awoke awoken;bear bore borne;beat beaten;become became;begin began begun;
bend bent;bind bound;bite bit bitten;bleed bled;blow blew blown;break broke broken;breed bred;
bring brought;build built;burn burnt;buy bought;catch caught;choose chose chosen;cling clung;come came;
creep crept;deal dealt;dig dug;draw drew drawn;dream dreamt;drink drank drunk;drive drove driven;
dwell dwelt;eat ate eaten;fall fell fallen;feed fed;feel felt;fight fought;find found;flee fled;
fling flung;fly flew flown;forbid forbade forbidden;forget forgot forgotten;forgive forgave forgiven;
freeze froze frozen;get got gotten;give gave given;go went gone;grind ground;grow grew grown;hang hung;
hear heard;hide hid hidden;hold held;keep kept;kneel knelt;know knew known;lay laid;lead led;leap leapt;
learn learnt;leave left;lend lent;light lit;lose lost;make made;mean meant;meet met;pay paid;
mistake mistook mistaken;overcome overcame;prove proven;ride rode ridden;ring rang rung;rise rose risen;
run ran;saw sawn;say said;see saw seen;seek sought;sell sold;send sent;sew sewn;shake shook shaken;
shine shone;shoot shot;show shown;shrink shrank shrunk;sing sang sung;sink sank sunk;sit sat;sleep slept;
slide slid;sling slung;smell smelt;sow sown;speak spoke spoken;speed sped;spend spent;spill spilt;
spin spun;spit spat;spoil spoilt;spring sprang sprung;stand stood;steal stole stolen;stick stuck;
sting stung;stink stank stunk;stride strode;strike struck stricken;strive strove striven;swear swore sworn;
sweep swept;swell swollen;swim swam swum;swing swung;take took taken;teach taught;tear tore torn;
tell told;think thought;throw threw thrown;tread trod trodden;understand understood;undertake undertook
undertaken;wake woke woken;wear wore worn;weave wove woven;weep wept;win won;wind wound;withdraw withdrew
withdrawn;write wrote written;overthrow overthrew overthrown;undergo underwent undergone;uphold upheld;
withstand withstood;foresee foresaw foreseen;lie lay lain;
man men;woman women;child children;foot feet;tooth teeth;goose geese;mouse mice;ox oxen;life lives;
wife wives;knife knives;leaf leaves;half halves;self selves;wolf wolves;thief thieves;shelf shelves;
loaf loaves;person people;datum data;medium media;criterion criteria;phenomenon phenomena;basis bases;
crisis crises;analysis analyses;good better best;bad worse worst;far farther farthest further;little less
least;many more most much;i me my mine myself;we us our ours ourselves;you your yours yourself yourselves;
he him his himself;she her hers herself;they them their theirs themselves;who whom whose;no none nor;
never ever;not cannot;mother mom mum mama;father dad papa daddy;grandmother grandma granny;grandfather
grandpa granddad;china chinese;large big;start begin
"""

IRREGULAR_FORMS: dict[str, str] = {
    form: group.split()[0] for group in _IRREGULAR.split(";") if group.split() for form in group.split()[1:]
}
