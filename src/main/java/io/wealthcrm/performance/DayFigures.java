package io.wealthcrm.performance;

import java.time.LocalDate;

/** What was done on one business day. */
record DayFigures(LocalDate day, Figures figures) {}
