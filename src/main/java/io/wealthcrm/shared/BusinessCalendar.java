package io.wealthcrm.shared;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/** Which days are business days (工作日) for somebody: weekends are closed but for what is listed otherwise. Pure. */
public final class BusinessCalendar {
    /** How a day departs from the rule of weekends. */
    public enum DayKind {
        /** Nobody works. */
        HOLIDAY,
        /** 调休上班: a weekend day on which offices and banks work, but securities markets do not trade. */
        MAKE_UP,
        /** Only the securities markets are closed. */
        MARKET_HOLIDAY
    }

    private final Map<LocalDate, DayKind> exceptions;
    private final boolean market;

    private BusinessCalendar(Map<LocalDate, DayKind> exceptions, boolean market) {
        this.exceptions = Map.copyOf(exceptions);
        this.market = market;
    }

    /** The days on which banks move money. */
    public static BusinessCalendar ofBanks(Map<LocalDate, DayKind> exceptions) {
        return new BusinessCalendar(exceptions, false);
    }

    /** The days on which securities are traded and funds are valued. */
    public static BusinessCalendar ofMarkets(Map<LocalDate, DayKind> exceptions) {
        return new BusinessCalendar(exceptions, true);
    }

    public boolean isOpen(LocalDate day) {
        DayKind exception = exceptions.get(day);
        if (exception == DayKind.HOLIDAY || market && exception == DayKind.MARKET_HOLIDAY) {
            return false;
        }
        return !isWeekend(day) || !market && exception == DayKind.MAKE_UP;
    }

    /** The day itself when it is a business day, else the next one that is. */
    public LocalDate following(LocalDate day) {
        LocalDate open = day;
        while (!isOpen(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    /** T+N: the {@code n}th business day after {@code day}, which need not be one itself; for 0 as {@link #following}. */
    public LocalDate plus(LocalDate day, int n) {
        LocalDate open = n == 0 ? following(day) : day;
        for (int i = 0; i < n; i++) {
            open = following(open.plusDays(1));
        }
        return open;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
