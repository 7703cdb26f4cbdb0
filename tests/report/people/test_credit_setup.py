"""Rules in a library's own words: kept, refused where they are none, taken back; people's days deleted."""

from __future__ import annotations

from datetime import date

import pytest

from analysis import credit_rules
from data.store import Store
from report.people import credit_setup
from tests.data.store import checked_files


def test_every_built_in_rule_is_written_as_it_is_read() -> None:
    for rule_id, rule in credit_rules.rules().items():
        assert credit_rules.rule_of(credit_setup.written(rule)) == rule, rule_id


def test_an_edited_rule_holds_until_it_is_taken_back(store: Store) -> None:
    before = credit_setup.of(store)
    version = store.data_version
    credit_setup.save_rule(
        store, credit_setup.written(before.rules["texas-director"]) | {"hours": "12"}, by="Ann"
    )
    now = credit_setup.of(store)
    assert (now.rules["texas-director"].hours, now.edited) == (12, {"texas-director"})
    assert store.data_version != version
    assert store.frame("audit")["action"].tolist()[-1] == "save credit rule"
    assert credit_setup.back_to_built_in(store, "texas-director", by="Ann")
    assert not credit_setup.back_to_built_in(store, "texas-director", by="Ann")
    assert credit_setup.of(store) == before
    assert store.verify().findings == ()


def test_a_rule_of_its_own_can_be_removed_and_then_holds_for_nobody(store: Store) -> None:
    row = credit_setup.written(credit_rules.rules()["texas-director"]) | {
        "rule_id": "own-1",
        "state": "Our own",
    }
    credit_setup.save_rule(store, row, by="Ann")
    credit_setup.save_roles(store, {"Page": "own-1"}, None, by="Ann")
    assert credit_setup.of(store).roles == {"Page": "own-1"}
    credit_setup.back_to_built_in(store, "own-1", by="Ann")
    assert credit_setup.of(store).roles == {}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"who": " "}, "Write who the rule is for"),
        ({"hours": "0"}, "more than 0"),
        ({"cycle_years": "0"}, "more than 0"),
        ({"minimums": "technology"}, "a kind, a colon and a number"),
        ({"maximums": ":10"}, "such as technology:10"),
        ({"cycle_anchor": ""}, "a day on which a cycle of this rule began"),
    ],
)
def test_what_is_no_rule_is_refused_with_what_to_write(
    store: Store, change: dict[str, str], sentence: str
) -> None:
    row = credit_setup.written(credit_rules.rules()["texas-director"]) | change
    with pytest.raises(ValueError, match=sentence):
        credit_setup.save_rule(store, row, by="Ann")
    assert store.saved("credit rule") == []


def test_a_persons_day_is_kept_taken_back_and_deleted_with_them(store: Store) -> None:
    checked_files.add(store, checked_files.staff_list({"person": "ann@lib.example"}), "staff.csv")
    (key,) = store.frame("staff")["staff_key"]
    credit_setup.save_start(store, key, date(2024, 2, 1), by="Bo")
    assert credit_setup.of(store).starts == {key: date(2024, 2, 1)}
    credit_setup.save_start(store, key, None, by="Bo")
    assert credit_setup.of(store).starts == {}
    credit_setup.save_start(store, key, date(2024, 3, 1), by="Bo")
    store.delete_person("ann@lib.example", by="Bo")
    assert store.frame("saved").empty
