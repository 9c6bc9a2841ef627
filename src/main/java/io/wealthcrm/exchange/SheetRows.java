package io.wealthcrm.exchange;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.VisibleText;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;

/** The rows of one sheet, from top to bottom. */
final class SheetRows {
    private static final int MOST_SHEET_COLUMNS = 16_384;
    private static final int MOST_DIGITS = 40;

    private final SafeXml xml;
    private final SharedStrings strings;
    private int line;

    /** A cell while it is read. */
    private static final class Open {
        private final String type;
        private final StringBuilder text = new StringBuilder();
        private boolean formula;

        private Open(String type) {
            this.type = type == null ? "n" : type;
        }
    }

    SheetRows(SafeXml xml, SharedStrings strings) {
        this.xml = xml;
        this.strings = strings;
    }

    double fraction() {
        return xml.fraction();
    }

    /** Null at the end. @throws Problem BAD_WORKBOOK */
    TableRow next() throws IOException {
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT && xml.is("row")) {
                String number = xml.attribute("r");
                moveTo(number == null ? line + 1 : number(number));
                return new TableRow(line, cells());
            }
        }
        return null;
    }

    private void moveTo(int next) {
        if (next <= line) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "rows out of order");
        }
        line = next;
    }

    private List<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT && xml.is("c")) {
                int column = column(xml.attribute("r"), cells.size());
                while (cells.size() < column) {
                    cells.add(Cell.EMPTY);
                }
                cells.add(cell(new Open(xml.attribute("t"))));
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.is("row")) {
                return cells;
            }
        }
        throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "ends too early");
    }

    /** {@code 28} for {@code AC7}; cells without a place follow each other. */
    private static int column(String place, int next) {
        if (place == null) {
            return next;
        }
        int column = 0;
        for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)); i++) {
            column = column * 26 + place.charAt(i) - 'A' + 1;
            if (column > MOST_SHEET_COLUMNS) {
                break;
            }
        }
        if (column <= next || column > MOST_SHEET_COLUMNS) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "cells out of order");
        }
        return column - 1;
    }

    private Cell cell(Open cell) throws IOException {
        boolean inValue = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                cell.formula |= xml.is("f");
                inValue = xml.is("v") || xml.is("t");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inValue = false;
                if (xml.is("c")) {
                    return closed(cell);
                }
            } else if (inValue) {
                xml.addText(cell.text);
            }
        }
        throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "ends too early");
    }

    private Cell closed(Open cell) throws IOException {
        String value = cell.text.toString();
        if (cell.formula || cell.type.equals("e")) {
            return new Cell(VisibleText.clean(value), Cell.Kind.FORMULA);
        }
        if (cell.type.equals("n") && !value.isBlank()) {
            return new Cell(plain(value.strip()), Cell.Kind.NUMBER);
        }
        boolean shared = cell.type.equals("s") && !value.isBlank();
        return Cell.of(shared ? shared(value) : value);
    }

    private String shared(String number) throws IOException {
        if (strings == null) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "no such text");
        }
        return strings.get(number(number));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException none) {
            throw Problem.of(ExchangeProblem.BAD_WORKBOOK, "malformed number");
        }
    }

    /** {@code 13800138000} for {@code 1.3800138E10}. */
    private static String plain(String number) {
        try {
            BigDecimal value = new BigDecimal(number);
            boolean sane = number.length() <= MOST_DIGITS && Math.abs(value.scale()) <= MOST_DIGITS;
            return sane ? value.stripTrailingZeros().toPlainString() : number;
        } catch (NumberFormatException other) {
            return number;
        }
    }
}
