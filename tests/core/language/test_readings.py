import pytest

from parallelreader.core.language.readings import marked


@pytest.mark.parametrize(
    ("numbered", "written"),
    [
        ("Bei3 jing1", "Běijīng"),
        ("Xi1 an1", "Xī'ān"),
        ("nu:3 er2", "nǚ'ér"),
        ("yi1 dian3 r5", "yīdiǎnr"),
        ("liu2 shui3", "liúshuǐ"),
        ("hou4", "hòu"),
        ("ma5", "ma"),
        ("san1 C", "sānc"),
        ("m2", "m\u0301"),
        ("An1", "Ān"),
        ("Mao2 Ze2 dong1", "Máo Zédōng"),
    ],
)
def test_numbered_pinyin_is_written_as_people_write_it(numbered: str, written: str):
    assert marked(numbered) == written
