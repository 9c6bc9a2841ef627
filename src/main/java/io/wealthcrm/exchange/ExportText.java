package io.wealthcrm.exchange;

import io.wealthcrm.customer.CustomerSummary;
import io.wealthcrm.shared.Csv;
import io.wealthcrm.shared.Language;
import java.util.ArrayList;
import java.util.List;

/** Writes rows of an export as its format has them; formulas are disarmed in both. */
final class ExportText {
    private final ExportRecord export;

    ExportText(ExportRecord export) {
        this.export = export;
    }

    /** The header, before the first rows. */
    String head() {
        List<String> cells = new ArrayList<>();
        export.wanted().forEach(column -> cells.add(column.header(export.language())));
        cells.add(export.language() == Language.EN ? "Exported by" : "导出水印");
        return export.format() == Table.Format.CSV ? Csv.head(cells.toArray(String[]::new)) : SheetXml.row(cells);
    }

    String rows(List<CustomerSummary> customers) {
        List<Object[]> rows = new ArrayList<>();
        StringBuilder sheet = new StringBuilder();
        for (CustomerSummary customer : customers) {
            List<String> cells = new ArrayList<>();
            export.wanted().forEach(column -> cells.add(column.of(customer)));
            cells.add(export.watermark());
            if (export.format() == Table.Format.CSV) {
                rows.add(cells.toArray());
            } else {
                sheet.append(SheetXml.row(cells.stream().map(Csv::disarmed).toList()));
            }
        }
        return export.format() == Table.Format.CSV ? Csv.lines(rows) : sheet.toString();
    }
}
