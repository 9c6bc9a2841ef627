-- How long a question waited in duty time, as the roster was when it was answered or ended; null before, and without a roster.
alter table consultations add column duty_wait bigint check (duty_wait >= 0);
