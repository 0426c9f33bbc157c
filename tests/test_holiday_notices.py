"""The State Council's notices as printed, read day by day; the shipped table is what they say."""

from datetime import date

import pytest

from portal.base import reference
from portal.base.holiday_notices import NoticeError, read_notice

NOTICES = {
    2018: (
        "国办发明电〔2017〕12号",
        """一、元旦：1月1日放假，与周末连休。
二、春节：2月15日至21日放假调休，共7天。2月11日（星期日）、2月24日（星期六）上班。
三、清明节：4月5日至7日放假调休，共3天。4月8日（星期日）上班。
四、劳动节：4月29日至5月1日放假调休，共3天。4月28日（星期六）上班。
五、端午节：6月18日放假，与周末连休。
六、中秋节：9月24日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期六）、9月30日（星期日）上班。""",
    ),
    2017: (
        "国办发明电〔2016〕17号",
        """一、元旦：1月1日放假，1月2日（星期一）补休。
二、春节：1月27日至2月2日放假调休，共7天。1月22日（星期日）、2月4日（星期六）上班。
三、清明节：4月2日至4日放假调休，共3天。4月1日（星期六）上班。
四、劳动节：5月1日放假，与周末连休。
五、端午节：5月28日至30日放假调休，共3天。5月27日（星期六）上班。
六、中秋节、国庆节：10月1日至8日放假调休，共8天。9月30日（星期六）上班。""",
    ),
    2023: (
        "国办发明电〔2022〕16号",
        """经国务院批准，现将放假调休日期的具体安排通知如下。
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。""",
    ),
    2026: (
        "国办发明电〔2025〕7号",
        """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。""",
    ),
}


@pytest.mark.parametrize("year", NOTICES)
def test_shipped_table_is_what_the_notice_says(year):
    number, text = NOTICES[year]
    shipped = [(r["date"], r["kind"] == "workday") for r in reference.rows("work_calendar.csv") if r["source"] == number]
    assert [(str(one.day), one.worked) for one in read_notice(text, year)] == shipped


def test_names_in_both_languages():
    first, *_, last = read_notice("六、国庆节、中秋节：10月1日至8日放假调休，共8天。9月27日（星期日）上班。", 2020)
    assert (first.day, first.worked, first.name_en) == (date(2020, 9, 27), True, "National Day and Mid-Autumn Festival")
    assert (last.day, last.worked, last.name_zh) == (date(2020, 10, 8), False, "国庆节、中秋节")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    (
        ("", 1, "no festival found"),
        ("通知如下", 1, "no festival found"),
        ("元旦：放假", 1, "no day off found"),
        ("\n元旦：2月30日放假", 2, "no such day: 2月30日"),
        ("元旦：1月3日至1日放假", 1, "no such span: 1月3日至1日"),
        ("春节：1月1日至3月1日放假", 1, "no such span: 1月1日至3月1日"),
        ("元旦：1月1日放假。1月6日上班。", 1, "2020-01-06 is no weekend day, yet named as worked in exchange"),
        ("元旦：1月4日放假。1月4日上班。", 1, "2020-01-04 is both off and worked"),
    ),
)
def test_senseless_notice_names_the_line(text, line, reason):
    with pytest.raises(NoticeError) as error:
        read_notice(text, 2020)
    assert (error.value.line, str(error.value)) == (line, reason)
