package org.commonplace.jobs.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.commonplace.jobs.intake.reading.FindingCode.Severity;
import org.commonplace.jobs.lake.LedgerEntry;

/** The report for people: one page that needs nothing else, with the reasons before the rows. */
final class ReportHtml {
  private static final String STYLE =
      "body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;"
          + "color:#1a1a1a;background:#fff}h1{font-size:1.6rem;line-height:1.2}h2{margin-top:2rem}"
          + "table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}"
          + "caption{text-align:left;font-weight:600;padding:.25rem 0}"
          + "th,td{border-bottom:1px solid #767676;padding:.35rem .6rem;text-align:left;"
          + "vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
          + ".status{padding:.75rem 1rem;border-left:.4rem solid}.accepted{border-color:#12633a;"
          + "background:#e9f5ee}.refused{border-color:#a11a1a;background:#fbecec}"
          + ".wrap{overflow-x:auto}code{font-size:.95em}dt{font-weight:600}dd{margin:0 0 .5rem}"
          + "@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}"
          + ".accepted{background:#12301f}.refused{background:#3a1616}}";

  private ReportHtml() {}

  static byte[] bytes(Report report) {
    StringBuilder html = new StringBuilder(4096);
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(text(report.delivery()))
        .append(": intake report</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n<h1>Intake report: ")
        .append(text(report.delivery()))
        .append("</h1>\n");
    status(html, report);
    about(html, report);
    rows(html, report);
    section(html, report, Severity.FILE, "Why the delivery was refused");
    section(html, report, Severity.ROW, "Rejected and repeated rows");
    section(html, report, Severity.NOTE, "Noted; the rows are used");
    section(html, report, Severity.REPAIR, "Changed without loss");
    html.append(
        "<p>No value of a row is shown here, only its shape: 9 stands for a digit, A and a for"
            + " letters. All rows concerned are listed in <code>report.csv</code>.</p>\n");
    return html.append("</main>\n</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void status(StringBuilder html, Report report) {
    LedgerEntry entry = report.entry();
    String status = entry.status().name().toLowerCase(Locale.ROOT);
    html.append("<p class=\"status ").append(status).append("\" role=\"status\"><strong>");
    if (entry.status() == LedgerEntry.Status.ACCEPTED) {
      long accepted = entry.files().stream().mapToLong(LedgerEntry.FileRows::accepted).sum();
      long received = entry.files().stream().mapToLong(LedgerEntry.FileRows::received).sum();
      html.append("Accepted:</strong> ")
          .append(number(accepted))
          .append(" of ")
          .append(number(received))
          .append(" rows are used.");
    } else {
      html.append("Refused:</strong> ").append(text(entry.reason())).append(". No row is used.");
    }
    html.append("</p>\n");
  }

  private static void about(StringBuilder html, Report report) {
    LedgerEntry entry = report.entry();
    html.append("<dl>\n");
    item(html, "Partner", entry.partner());
    String version = entry.contractVersion() == null ? "" : ", version " + entry.contractVersion();
    String name = report.contractName().isEmpty() ? "" : report.contractName() + " ";
    item(html, "Contract", name + "(" + entry.contract() + version + ")");
    if (entry.period() != null) {
      item(html, "Period", entry.period().toString());
    }
    item(html, "Received", entry.receivedAt().toString());
    html.append("</dl>\n");
  }

  private static void item(StringBuilder html, String term, String value) {
    html.append("<dt>").append(term).append("</dt><dd>").append(text(value)).append("</dd>\n");
  }

  private static void rows(StringBuilder html, Report report) {
    html.append("<div class=\"wrap\"><table>\n<caption>Rows of each file</caption>\n<thead><tr>")
        .append("<th scope=\"col\">File</th><th scope=\"col\">Read as</th>");
    for (String head : List.of("Received", "Accepted", "Rejected", "Duplicate", "Ignored")) {
      html.append("<th scope=\"col\" class=\"n\">").append(head).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (LedgerEntry.FileRows file : report.entry().files()) {
      html.append("<tr><th scope=\"row\">").append(text(file.name())).append("</th><td>");
      List<String> words =
          report.formats().stream()
              .filter(each -> each.file().equals(file.name()))
              .flatMap(each -> each.words().stream())
              .toList();
      html.append(text(String.join(", ", words))).append("</td>");
      for (long count :
          new long[] {
            file.received(), file.accepted(), file.rejected(), file.duplicate(), file.ignored()
          }) {
        html.append("<td class=\"n\">").append(number(count)).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append(
            "</tbody>\n</table></div>\n<p>Received = accepted + rejected + duplicate + ignored.")
        .append(" Ignored rows are blank rows, totals, notes and rows that the contract does not")
        .append(" ask for.</p>\n");
  }

  private static void section(StringBuilder html, Report report, Severity severity, String title) {
    List<FindingGroup> groups =
        report.groups().stream().filter(group -> group.kind().severity() == severity).toList();
    if (groups.isEmpty()) {
      return;
    }
    html.append("<h2>").append(title).append("</h2>\n<div class=\"wrap\"><table>\n<thead><tr>");
    for (String head : List.of("Finding", "File", "Column")) {
      html.append("<th scope=\"col\">").append(head).append("</th>");
    }
    html.append("<th scope=\"col\" class=\"n\">Count</th><th scope=\"col\">What was found</th>")
        .append("<th scope=\"col\">What to do</th></tr></thead>\n<tbody>\n");
    for (FindingGroup group : groups) {
      html.append("<tr><th scope=\"row\"><code>")
          .append(text(group.kind().code()))
          .append("</code></th><td>")
          .append(text(group.file()))
          .append("</td><td>")
          .append(text(group.column()))
          .append("</td><td class=\"n\">")
          .append(number(group.count()))
          .append("</td><td>")
          .append(text(group.detail()));
      places(html, group);
      html.append("</td><td>").append(text(group.kind().advice())).append("</td></tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private static void places(StringBuilder html, FindingGroup group) {
    if (group.first().isEmpty()) {
      return;
    }
    html.append("<ul>");
    for (FindingGroup.Place place : group.first()) {
      html.append("<li>row ").append(number(place.row()));
      if (place.line() > 0) {
        html.append(" (line ").append(number(place.line())).append(")");
      }
      if (!place.shape().isEmpty()) {
        html.append(": ").append(text(place.shape()));
      }
      html.append("</li>");
    }
    html.append("</ul>");
    if (group.count() > group.first().size()) {
      html.append("and ").append(number(group.count() - group.first().size())).append(" more");
    }
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String text(String value) {
    StringBuilder safe = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
