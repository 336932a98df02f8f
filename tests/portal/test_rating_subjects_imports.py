"""Lists as villages send them: read, shown row by row, taken over whole; what is wrong is told with its place."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from stars.models import Subject, SubjectImport
from tests.lists_making import household_cells, person_cells
from tests.rating_making import make_rating, make_subject

GOOD = household_cells(("张三", "一组", "001"), ("李四", "一组", "002"))


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "daan", cadre=0)


@pytest.fixture
def clerk(client, world):
    client.force_login(world.clerk)
    return client


def xlsx(cells, change=None) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in cells:
        book.active.append(row)
    if change:
        change(book.active)
    book.save(out)
    return out.getvalue()


def csv(cells, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(",".join(row) for row in cells).encode(encoding)


def send(client, made, data: bytes, name: str = "名单.xlsx", category: str = "household"):
    url = reverse("subject_import_new", args=[made.pk, category])
    return client.post(url, {"file": SimpleUploadedFile(name, data)})


def preview(client, made, read: SubjectImport):
    return client.get(reverse("subject_import", args=[made.pk, read.pk])).context


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("名单.xlsx", xlsx(GOOD)),
        ("名单.csv", csv(GOOD)),
        ("名单.csv", csv(GOOD, "gb18030")),
        ("名单.xlsx", xlsx([["大安村参评户名单"], [], *GOOD])),
    ],
)
def test_list_goes_from_the_file_through_the_preview_into_the_round(clerk, made, name, data):
    answer = send(clerk, made, data, name)
    read = SubjectImport.objects.get()
    assert answer.url == reverse("subject_import", args=[made.pk, read.pk])
    context = preview(clerk, made, read)
    assert (context["counts"], Subject.objects.count()) == ([("new", 2)], 0)

    take = reverse("subject_import_take", args=[made.pk, read.pk])
    taken = clerk.post(take, {"mark": context["plan"].mark})

    assert taken.url == reverse("subject_list", args=[made.pk, "household"])
    assert set(made.entries.values_list("subject__name", flat=True)) == {"张三", "李四"}
    again = clerk.post(take, {"mark": context["plan"].mark}, follow=True)
    assert [one.level_tag for one in again.context["messages"]] == ["success", "error"]
    assert Subject.objects.count() == 2


def merged(sheet) -> None:
    sheet.merge_cells("A2:A3")


def formula(sheet) -> None:
    sheet["A2"] = '=HYPERLINK("http://example.org","张三")'


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xlsx(GOOD, merged), "合并.xlsx"),
        (xlsx(GOOD, formula), "公式.xlsx"),
        (csv(household_cells(("=1+1", "一组", "001"))), "公式.csv"),
        (csv([["门牌", "颜色"], ["1", "红"]]), "别的表头.csv"),
        (csv(household_cells(("张三", "一组", "001"), ("李四", "一组", "001"))), "户号重复.csv"),
        (csv([["户主姓名", "村民组", "户号", "身份证号"], ["张三", "一组", "1", "x"]]), "身份证.csv"),
        (csv([["户主姓名", "村民组", "户号", "类别"], ["张三", "一组", "1", "果园"]]), "类别.csv"),
        (b"", "空.csv"),
        (b"\xff\xfe\x00\x01" * 40, "乱码.csv"),
        (b"%PDF-1.7 no list", "名单.pdf"),
        (b"PK\x03\x04 no book", "坏.xlsx"),
    ],
)
def test_list_that_is_wrong_is_refused_with_words_and_nothing_is_kept(clerk, made, data, name):
    answer = send(clerk, made, data, name)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert (SubjectImport.objects.count(), Subject.objects.count()) == (0, 0)


def test_refusal_names_row_and_what_to_do(clerk, made):
    cells = household_cells(("张三", "一组", "001"), ("李四", "", "002"), ("王五", "一组", "001"))

    problems = send(clerk, made, csv(cells), "名单.csv").context["problems"]

    assert [words[:5] for words in problems] == ["第 3 行", "第 4 行"]


def test_category_that_the_book_lacks_has_no_page(clerk, made):
    assert send(clerk, made, csv(GOOD), "名单.csv", "member").status_code == 404


def test_namesakes_are_answered_on_the_page_and_answers_stay(clerk, made, world):
    there = make_subject(world, "cadre", 1, name="王伟")
    make_subject(world, "cadre", 2, name="赵敏")
    send(clerk, made, csv(person_cells(("王伟", "", ""), ("赵敏", "", ""))), "干部.csv", "cadre")
    read = SubjectImport.objects.get()
    url = reverse("subject_import", args=[made.pk, read.pk])
    assert preview(clerk, made, read)["shown"] == "ask"

    clerk.post(url, {"who-2": str(there.pk), "word-2": ""})
    clerk.post(url, {"who-3": "other", "word-3": ""})

    context = preview(clerk, made, read)
    assert context["counts"] == [("ask", 1), ("there", 1)]
    assert context["page"][0].wrong_word
    clerk.post(url, {"who-3": "other", "word-3": "小学旁"})
    assert preview(clerk, made, read)["counts"] == [("new", 1), ("there", 1)]


def test_all_namesakes_are_answered_with_one_button(clerk, made, world):
    for number, name in enumerate(("王伟", "赵敏")):
        make_subject(world, "cadre", number, name=name)
    send(clerk, made, csv(person_cells(("王伟", "", ""), ("赵敏", "", ""))), "干部.csv", "cadre")
    read = SubjectImport.objects.get()

    clerk.post(reverse("subject_import_same", args=[made.pk, read.pk]))

    assert preview(clerk, made, read)["counts"] == [("there", 2)]


def test_list_of_another_round_is_not_found_here(clerk, made, world):
    send(clerk, made, csv(GOOD), "名单.csv")
    read, other = SubjectImport.objects.get(), make_rating(world, "shimen", village=world.other_village)

    for name in ("subject_import", "subject_import_take"):
        assert clerk.post(reverse(name, args=[other.pk, read.pk])).status_code == 404


def test_template_holds_the_columns_and_comes_back_empty(clerk, made):
    answer = clerk.get(reverse("subject_template", args=[made.pk, "household"]))
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)

    assert ("户主姓名*", "村民组*", "户号*", "上次星级") in rows
    refused = send(clerk, made, answer.content)
    assert (refused.status_code, SubjectImport.objects.count()) == (422, 0)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_list_that_leaves_comes_back_unchanged(clerk, made, world, form):
    for number, name in enumerate(("张三", "=SUM(1)", "@某", "-5"), 1):
        make_subject(world, "household", number, name=name)
    clerk.post(reverse("subjects_take_in", args=[made.pk, "household"]))
    answer = clerk.get(reverse("subject_export", args=[made.pk, "household", form]))

    send(clerk, made, answer.content, f"名单.{form}")

    assert preview(clerk, made, SubjectImport.objects.get())["counts"] == [("there", 4)]


def test_cells_that_begin_with_a_sign_leave_as_text(clerk, made, world):
    make_subject(world, "household", 1, name="=1+1")
    text = clerk.get(reverse("subject_export", args=[made.pk, "household", "csv"])).content.decode(
        "utf-8-sig"
    )

    assert '"\'=1+1"' in text


def test_five_thousand_rows_are_read_shown_and_taken_over(clerk, made):
    rows = [(f"户主{number}", f"{number // 500 + 1}组", f"{number:04}") for number in range(5000)]
    send(clerk, made, xlsx(household_cells(*rows)))
    read = SubjectImport.objects.get()
    context = preview(clerk, made, read)
    assert (context["counts"], len(context["page"])) == ([("new", 5000)], 50)

    clerk.post(reverse("subject_import_take", args=[made.pk, read.pk]), {"mark": context["plan"].mark})

    assert made.entries.count() == 5000
