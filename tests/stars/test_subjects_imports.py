"""Lists of subjects: what is read, what is asked, and that all of it is taken over or nothing."""

import pytest

from stars.errors import NotAllowed, WrongState
from stars.models import Entry, Event, Subject, SubjectImport
from stars.preparing_errors import RoundBegun
from stars.queries.import_plan import plan_import
from stars.services.subject_imports import (
    answer_all_same,
    answer_import,
    drop_import,
    keep_import,
    take_import,
)
from stars.subject_errors import (
    ImportChanged,
    ImportEmpty,
    ImportTaken,
    ImportUnanswered,
    ListRefused,
    NoSuchCategory,
)
from tests.lists_making import household_cells, person_cells
from tests.rating_making import make_rating, make_subject


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "daan", cadre=0)


def keep(world, made, cells, category="household") -> SubjectImport:
    told = {"round_id": made.pk, "category": category, "name": "名单.xlsx"}
    return keep_import(actor=world.clerk, **told, cells=cells)


def make_household(world, name: str, number: str) -> Subject:
    told = {"owner": world.village, "category": "household", "kind": "household"}
    return Subject.objects.create(**told, name=name, group="一组", number=number)


def actions(read: SubjectImport) -> list[str]:
    read.refresh_from_db()
    return [row.action for row in plan_import(read).rows]


def take(world, read: SubjectImport):
    read.refresh_from_db()
    return take_import(actor=world.clerk, import_id=read.pk, mark=plan_import(read).mark)


def codes(world, made, cells, category="household") -> list[tuple[int, str]]:
    with pytest.raises(ListRefused) as caught:
        keep(world, made, cells, category)
    return [(problem.row, problem.code) for problem in caught.value.problems]


@pytest.mark.db_variant
def test_list_of_new_households_enters_list_and_round(world, made):
    read = keep(world, made, household_cells(("张三", "一组", "001"), ("李四", "二组", "001")))
    assert actions(read) == ["new", "new"]
    assert not Subject.objects.exists()

    take(world, read)

    assert set(Subject.objects.values_list("name", "group", "number", "kind")) == {
        ("张三", "一组", "001", "household"),
        ("李四", "二组", "001", "household"),
    }
    assert made.entries.count() == 2
    assert Subject.history.filter(history_user=world.clerk).count() == 2
    assert Entry.history.filter(history_user=world.clerk).count() == 2


def test_list_taken_over_a_second_time_is_refused(world, made):
    read = keep(world, made, household_cells(("张三", "一组", "001")))
    mark = plan_import(read).mark
    take_import(actor=world.clerk, import_id=read.pk, mark=mark)

    with pytest.raises(ImportTaken):
        take_import(actor=world.clerk, import_id=read.pk, mark=mark)

    assert Subject.objects.count() == 1


@pytest.mark.db_variant
def test_household_found_by_group_and_number_is_there_or_changed(world, made):
    for name, number in (("张三", "001"), ("李四", "002")):
        make_household(world, name, number)
    read = keep(world, made, household_cells(("张三", "一组", "001"), ("李四儿", "一组", "002")))
    assert actions(read) == ["there", "changed"]

    take(world, read)

    assert list(Subject.objects.order_by("number").values_list("name", flat=True)) == ["张三", "李四儿"]


def test_list_that_changes_nothing_has_nothing_to_take_over(world, made):
    cells = household_cells(("张三", "一组", "001"))
    take(world, keep(world, made, cells))

    with pytest.raises(ImportEmpty):
        take(world, keep(world, made, cells))


def test_household_twice_in_the_list_is_refused_with_both_rows(world, made):
    cells = household_cells(("张三", "一组", "001"), ("李四", "二组", "001"), ("王五", "一组", "001"))

    with pytest.raises(ListRefused) as caught:
        keep(world, made, cells)

    assert [(p.row, p.code, p.expected) for p in caught.value.problems] == [(4, "household_twice", "2")]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (household_cells(("", "一组", "001")), [(2, "missing")]),
        (household_cells(("张三", "一组", "")), [(2, "missing")]),
        (household_cells(("张三", "", "001")), [(2, "missing")]),
        (household_cells(("=1+1", "一组", "001")), [(2, "sign")]),
        (household_cells(("张三", "一组", "110101199001011234")), [(2, "long_number")]),
        (household_cells(("张三13812345678", "一组", "001")), [(2, "long_number")]),
        ([["门牌", "颜色"], ["1", "2"]], [(1, "no_headings")]),
        ([["户主姓名", "村民组"], ["张三", "一组"]], [(1, "heading_missing")]),
        ([["户主姓名", "村民组", "户号", "身份证号"], ["张三", "一组", "1", ""]], [(1, "unwanted_heading")]),
        ([["户主姓名", "村民组", "户号", "家庭住址"], ["张三", "一组", "1", ""]], [(1, "unwanted_heading")]),
        ([["户主姓名", "村民组", "户号", "出生日期"], ["张三", "一组", "1", ""]], [(1, "unwanted_heading")]),
        ([["户主姓名", "村民组", "户号", "爱好"], ["张三", "一组", "1", ""]], [(1, "unknown_heading")]),
        ([["户主姓名", "村民组", "户号", "上次星级"], ["张三", "一组", "1", "6"]], [(2, "not_a_level")]),
        ([["户主姓名", "村民组", "户号", "类别"], ["张三", "一组", "1", "果园"]], [(2, "unknown_category")]),
        (
            [["户主姓名", "村民组", "户号", "类别"], ["张三", "一组", "1", "党员干部"]],
            [(2, "other_category")],
        ),
    ],
)
def test_list_with_something_wrong_is_refused_and_nothing_kept(world, made, cells, wrong):
    assert codes(world, made, cells) == wrong
    assert not SubjectImport.objects.exists()


def test_list_for_a_category_that_the_book_lacks_is_refused(world, made):
    with pytest.raises(NoSuchCategory):
        keep(world, made, person_cells(("张三", "", "")), "member")


def test_list_names_its_own_category(world, made):
    cells = [["户主姓名", "村民组", "户号", "类别"], ["张三", "一组", "1", "群 众"]]

    assert actions(keep(world, made, cells)) == ["new"]


@pytest.mark.parametrize(
    ("told", "level"), [("3", 3), ("三星", 3), ("★★★", 3), ("5星", 5), ("0", 0), ("", None)]
)
def test_level_before_is_understood_as_people_write_it(world, made, told, level):
    cells = [["户主姓名", "村民组", "户号", "上次星级"], ["张三", "一组", "001", told]]
    take(world, keep(world, made, cells))

    assert made.entries.get().previous_level == level


def test_columns_are_those_that_the_book_asks_for(world, made):
    dashui = make_rating(world, "dashui", village=world.other_village, household=0)
    cells = [["姓名", "终身五星"], ["张三", "是"]]

    assert (1, "unknown_heading") in codes(world, made, cells, "cadre")
    told = {"round_id": dashui.pk, "category": "cadre", "name": "名单"}
    read = keep_import(actor=world.other_clerk, **told, cells=cells)
    take_import(actor=world.other_clerk, import_id=read.pk, mark=plan_import(read).mark)
    entry = dashui.entries.get()
    assert (entry.lifetime, entry.subject.lifetime) == (True, True)


def test_namesake_is_asked_about_and_never_guessed(world, made):
    make_subject(world, "cadre", 1, name="王伟")
    read = keep(world, made, person_cells(("王伟", "", ""), ("赵敏", "", "")), "cadre")
    assert actions(read) == ["ask", "new"]

    with pytest.raises(ImportUnanswered):
        take(world, read)

    assert Subject.objects.count() == 1


def test_namesake_answered_as_the_same_is_taken_into_the_round_once(world, made):
    there = make_subject(world, "cadre", 1, name="王伟")
    read = keep(world, made, person_cells(("王伟", "", "")), "cadre")
    answer_import(actor=world.clerk, import_id=read.pk, answers={2: {"who": str(there.pk)}})

    take(world, read)

    assert [entry.subject for entry in made.entries.all()] == [there]


def test_namesake_answered_as_another_needs_a_word_of_his_own(world, made):
    make_subject(world, "cadre", 1, name="王伟", alias="会计")
    read = keep(world, made, person_cells(("王伟", "", "")), "cadre")

    for word, action in (("", "ask"), ("会计", "ask"), ("小学旁", "new")):
        plan = answer_import(
            actor=world.clerk, import_id=read.pk, answers={2: {"who": "other", "word": word}}
        )
        assert [(row.action, row.wrong_word) for row in plan.rows] == [(action, action == "ask")]
    take(world, read)

    assert set(Subject.objects.values_list("name", "alias")) == {("王伟", "会计"), ("王伟", "小学旁")}


def test_person_with_group_or_word_is_found_without_asking(world, made):
    make_subject(world, "cadre", 1, name="王伟", group="一组")
    make_subject(world, "cadre", 2, name="王伟", alias="会计")
    cells = person_cells(("王伟", "一组", ""), ("王伟", "", "会计"), ("王伟", "二组", ""))

    assert actions(keep(world, made, cells, "cadre")) == ["there", "there", "ask"]


def test_person_twice_in_the_list_is_asked_about(world, made):
    read = keep(world, made, person_cells(("王伟", "一组", ""), ("王伟", "二组", "")), "cadre")
    assert actions(read) == ["new", "ask"]

    answer_import(actor=world.clerk, import_id=read.pk, answers={3: {"who": "row-2"}})
    assert actions(read) == ["new", "same_row"]
    answer_import(actor=world.clerk, import_id=read.pk, answers={3: {"who": "other"}})
    assert actions(read) == ["new", "new"]


def test_all_the_same_answers_what_can_mean_only_one(world, made):
    for number, name in enumerate(("王伟", "赵敏", "李娜", "李娜")):
        make_subject(world, "cadre", number, name=name, alias=str(number) if name == "李娜" else "")
    cells = person_cells(("王伟", "", ""), ("赵敏", "", ""), ("李娜", "", ""))
    read = keep(world, made, cells, "cadre")

    assert answer_all_same(actor=world.clerk, import_id=read.pk) == 2
    assert actions(read) == ["there", "there", "ask"]


def test_answers_are_kept_until_all_are_given(world, made):
    for name in ("王伟", "赵敏"):
        make_subject(world, "cadre", 1, name=name)
    read = keep(world, made, person_cells(("王伟", "", ""), ("赵敏", "", "")), "cadre")
    first = Subject.objects.get(name="王伟")
    answer_import(actor=world.clerk, import_id=read.pk, answers={2: {"who": str(first.pk)}})

    with pytest.raises(ImportUnanswered):
        take(world, read)

    assert actions(read) == ["there", "ask"]


def test_preview_that_the_village_has_overtaken_is_shown_again(world, made):
    read = keep(world, made, household_cells(("张三", "一组", "001")))
    mark = plan_import(read).mark
    make_household(world, "张三", "001")

    with pytest.raises(ImportChanged):
        take_import(actor=world.clerk, import_id=read.pk, mark=mark)


@pytest.mark.parametrize("state", ["assessing", "rated", "posted", "filed", "in_force", "archived"])
def test_list_comes_too_late_once_the_assessment_has_begun(world, state):
    begun = make_rating(world, "daan", state=state, cadre=0)

    with pytest.raises(RoundBegun):
        keep(world, begun, household_cells(("张三", "一组", "001")))

    assert issubclass(RoundBegun, WrongState)


def test_list_put_aside_leaves_nothing(world, made):
    read = keep(world, made, household_cells(("张三", "一组", "001")))

    drop_import(actor=world.clerk, import_id=read.pk)

    assert not SubjectImport.objects.exists()
    assert not Subject.objects.exists()


@pytest.mark.parametrize("who", ["member", "panel", "counter", "other_clerk", "reviewer", "administrator"])
def test_list_is_the_clerks_and_the_secretarys(world, made, who):
    with pytest.raises(NotAllowed):
        keep_import(
            actor=getattr(world, who),
            round_id=made.pk,
            category="household",
            name="x",
            cells=household_cells(("张三", "一组", "001")),
        )


def test_event_of_an_import_names_nobody(world, made):
    take(world, keep(world, made, household_cells(("张三", "一组", "001"))))

    event = Event.objects.get(action="subjects_imported")
    assert (event.data, event.target) == ({"category": "household", "rows": 1, "new": 1, "changed": 0}, "")


def test_many_rows_cost_no_more_queries_than_their_blocks(world, made, django_assert_max_num_queries):
    rows = [(f"户主{number}", f"{number // 500 + 1}组", f"{number:04}") for number in range(1000)]
    read = keep(world, made, household_cells(*rows))

    with django_assert_max_num_queries(80):
        take(world, read)

    assert made.entries.count() == 1000
