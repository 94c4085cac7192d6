import json
import random
from pathlib import Path

import pytest

from bench.text import Text

WORDS = (
    "government oil price station moon harbour minister export wheat copper bank signal crew engine river bridge north "
    "market winter cargo pilot treaty island copper engine report million quarter"
)


def made(count: int) -> list[Text]:
    """Short documents of the words above; the seventh and every tenth have something that can be counted."""
    words = WORDS.split()
    chance = random.Random(5)
    found = []
    for number in range(1, count + 1):
        said = [chance.choice(words) for _ in range(40)]
        if number % 10 == 0:
            said[3:6] = ["central", "lighthouse", "keepers"]
        day = f"19{80 + number % 8}-03-{number % 27 + 1:02}"
        found.append(
            Text(
                number,
                f"made/{number}",
                f"Tidings {number}",
                " ".join(said) + ".",
                day,
                ("ships",) * (number % 4 == 0),
            )
        )
    return found


@pytest.fixture
def texts() -> list[Text]:
    return made(60)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of data as the bench wants it, very small."""
    place = tmp_path / "data"
    (place / "news").mkdir(parents=True)
    lines = [
        {"id": one.name, "title": one.title, "text": one.text, "date": one.day, "topics": list(one.topics)}
        for one in made(60)
    ]
    (place / "news" / "made.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    judged = place / "ir" / "cranfield"
    judged.mkdir(parents=True)
    subjects = ["slender wings at supersonic speed", "heat in composite slabs", "flutter of panels", "creep of columns"]
    documents = [
        {
            "id": str(number),
            "title": f"on {subjects[number % 4]}",
            "text": f"a study of {subjects[number % 4]} {number} .",
        }
        for number in range(1, 13)
    ]
    questions = [{"id": str(number), "text": f"what is known of {subjects[number % 4]} ?"} for number in range(1, 5)]
    judgements = [f"{number}\t{number}\t1" for number in range(1, 5)] + ["1\t5\t3", "1\t9\t-1"]
    (judged / "docs.jsonl").write_text("".join(json.dumps(line) + "\n" for line in documents), "utf-8")
    (judged / "queries.jsonl").write_text("".join(json.dumps(line) + "\n" for line in questions), "utf-8")
    (judged / "qrels.tsv").write_text("\n".join(judgements) + "\n", "utf-8")
    return place
