-- One dividend (红利) for a product and record date, but for what a given-up one left. From now on: what was distributed
-- before stands as it is.
do $$ begin
    execute format(
        'create unique index distributions_dividend_once on distributions (product_id, record_date)
          where kind = ''DIVIDEND'' and status <> ''CANCELLED'' and given_up = 0 and prepared_at >= timestamptz %L', now());
end $$;
