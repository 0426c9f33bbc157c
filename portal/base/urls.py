from django.urls import URLPattern, URLResolver, include, path

from portal.base import pages, views_calendar

app_name = "base"
urlpatterns: list[URLPattern | URLResolver] = [
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("data/", pages.open_data, name="data"),
    path("terms/", pages.terms, name="terms"),
    path("desk/", include("portal.base.desk_urls")),
    path("desk/components/", pages.components, name="components"),
    path("desk/work-calendar/", views_calendar.work_calendar, name="work-calendar"),
    path("desk/work-calendar/<int:year>/", views_calendar.work_calendar, name="work-calendar-year"),
    path("desk/work-calendar/notice/", views_calendar.calendar_notice, name="calendar-notice"),
    path("desk/work-calendar/day/", views_calendar.calendar_day, name="calendar-day-new"),
    path("desk/work-calendar/day/<str:day>/", views_calendar.calendar_day, name="calendar-day"),
    path("desk/work-calendar/day/<str:day>/clear/", views_calendar.clear_calendar_day, name="calendar-day-clear"),
]
