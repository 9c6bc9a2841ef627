package io.wealthcrm.exchange;

import io.wealthcrm.customer.CustomerSummary;
import io.wealthcrm.customer.ReadableExtra;
import io.wealthcrm.customer.VisibleExtra;
import io.wealthcrm.shared.Csv;
import io.wealthcrm.shared.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Writes rows of an export as its format has them; formulas are disarmed in both. */
final class ExportText {
    private final ExportRecord export;
    private final ReadableExtra readable;
    private final Map<UUID, VisibleExtra> extra;

    /** @param extra by the customers' ids, where extra fields are wanted */
    ExportText(ExportRecord export, ReadableExtra readable, Map<UUID, VisibleExtra> extra) {
        this.export = export;
        this.readable = readable;
        this.extra = extra;
    }

    /** The header, before the first rows. */
    String head() {
        List<String> cells = new ArrayList<>();
        export.wanted().forEach(column -> cells.add(column.header(export.language())));
        export.extraKeys().forEach(key -> cells.add(readable.label(key, export.language())));
        cells.add(export.language() == Language.EN ? "Exported by" : "导出水印");
        return export.format() == Table.Format.CSV ? Csv.head(cells.toArray(String[]::new)) : SheetXml.row(cells);
    }

    String rows(List<CustomerSummary> customers) {
        List<Object[]> rows = new ArrayList<>();
        StringBuilder sheet = new StringBuilder();
        for (CustomerSummary customer : customers) {
            List<Object> cells = new ArrayList<>();
            export.wanted().forEach(column -> cells.add(column.of(customer)));
            export.extraKeys().forEach(key -> cells.add(extra(customer, key)));
            cells.add(export.watermark());
            if (export.format() == Table.Format.CSV) {
                rows.add(cells.toArray());
            } else {
                sheet.append(
                        SheetXml.row(cells.stream().map(ExportText::disarmed).toList()));
            }
        }
        return export.format() == Table.Format.CSV ? Csv.lines(rows) : sheet.toString();
    }

    private static Object disarmed(Object cell) {
        return cell instanceof String text ? Csv.disarmed(text) : cell;
    }

    /** A text or a number; empty where nothing is noted, and of who went off file meanwhile. */
    private Object extra(CustomerSummary customer, String key) {
        VisibleExtra noted = extra.get(customer.id());
        Object value = noted == null ? null : noted.values().get(key);
        return value instanceof Number ? new BigDecimal(value.toString()) : Objects.toString(value, "");
    }
}
