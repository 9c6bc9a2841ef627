-- One person's right (四眼原则) counts once in a request, whoever uses it: nobody fills one step and lets a delegate fill
-- another in their stead. From now on: what was decided before stands as it is.
do $$ begin
    execute format(
        'create unique index approval_one_right_each on approval_request_steps (request_id, acting_for)
          where status = ''APPROVED'' and not superseded and decided_at >= timestamptz %L', now());
end $$;
