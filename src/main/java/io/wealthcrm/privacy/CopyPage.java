package io.wealthcrm.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** The copy as a page that anybody can read, in both languages; loads nothing and runs nothing. */
final class CopyPage {
    private static final String HEAD =
            """
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>个人信息副本 / Your personal data</title>
            <style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}\
            td,th{border:1px solid #999;padding:.3em;text-align:left;vertical-align:top}</style></head><body>
            <h1>个人信息副本 / A copy of your personal data</h1>
            """;

    private final JsonNode data;
    private final StringBuilder page = new StringBuilder(HEAD);

    CopyPage(JsonNode data) {
        this.data = data;
    }

    String html() {
        page.append("<h2>联系方式 / Contact</h2>");
        table(data.path("contact"));
        data.path("sections").properties().forEach(section -> {
            PrivacySection name = PrivacySection.valueOf(section.getKey());
            page.append("<h2>")
                    .append(name.zh())
                    .append(" / ")
                    .append(name.en())
                    .append("</h2>");
            section.getValue().properties().forEach(records -> {
                page.append("<h3>").append(escaped(records.getKey())).append("</h3>");
                table(records.getValue());
            });
        });
        page.append("<h2>未包含的记录 / What is not included, and why</h2>");
        table(data.path("withheld"));
        return page.append("</body></html>").toString();
    }

    private void table(JsonNode records) {
        Iterable<JsonNode> rows = records.isArray() ? records : java.util.List.of(records);
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
        page.append("<table><tr>");
        columns.forEach(column -> page.append("<th>").append(escaped(column)).append("</th>"));
        page.append("</tr>");
        for (JsonNode row : rows) {
            page.append("<tr>");
            columns.forEach(column ->
                    page.append("<td>").append(escaped(text(row.path(column)))).append("</td>"));
            page.append("</tr>");
        }
        page.append("</table>");
    }

    private static String text(JsonNode value) {
        return value.isValueNode()
                ? value.isNull() ? "" : value.asText()
                : value.isMissingNode() ? "" : value.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
