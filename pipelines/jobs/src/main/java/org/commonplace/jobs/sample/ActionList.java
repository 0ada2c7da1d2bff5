package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** What the members of the coalition have promised to do, as the council keeps the list. */
final class ActionList {
  private final Coalition coalition;

  ActionList(Coalition coalition) {
    this.coalition = coalition;
  }

  /** One file with the whole list, received with the last month. */
  void write() throws IOException {
    Delivery file =
        coalition
            .inbox()
            .open(
                new Inbox.Kind(
                    Partner.COUNCIL,
                    "coalition-actions",
                    TextShape.COMMA.under(
                        "Action",
                        "Outcome",
                        "Place",
                        "Owner",
                        "Commitment",
                        "Story",
                        "Due",
                        "Status",
                        "Updated"),
                    List.of(),
                    Closing.NOTHING),
                "actions.csv",
                "snapshot",
                day(12));
    String ward = coalition.city().wards().get(0).code();
    file.add(
        "A-01",
        "EDU-01",
        City.CODE,
        "Attendance board",
        "A named worker for every child who misses a tenth of school",
        "Absence rose after the pandemic and falls most slowly in the poorest wards",
        day(60).toString(),
        "under way",
        day(-20).toString());
    file.add(
        "A-02",
        "EDU-01",
        ward,
        "North schools",
        "Breakfast clubs in all primary schools of the ward",
        "",
        day(-40).toString(),
        "under way",
        day(-100).toString());
    file.add(
        "A-03",
        "HSG-01",
        City.CODE,
        "Housing office",
        "Thirty more homes with support for people who sleep rough",
        "More people come than leave since the winter shelter closed",
        day(150).toString(),
        "planned",
        day(-10).toString());
    file.add(
        "A-04",
        "PH-01",
        City.CODE,
        "Immunisation service",
        "Weekend clinics in the three wards with the lowest coverage",
        "Parents say that appointments clash with work",
        day(20).toString(),
        "under way",
        day(-15).toString());
    file.add(
        "A-05",
        "CSC-04",
        City.CODE,
        "Family services",
        "Two more assessment teams",
        "",
        day(-90).toString(),
        "done",
        day(-70).toString());
    file.add(
        "A-06",
        "HLT-05",
        City.CODE,
        "Royal infirmary",
        "Discharge before noon on every ward",
        "Beds wait for care packages",
        day(-15).toString(),
        "planned",
        "");
  }

  /** A day counted from the end of the last month. */
  private LocalDate day(int offset) {
    return coalition.axis().lastDay(coalition.axis().count() - 1).plusDays(offset);
  }
}
