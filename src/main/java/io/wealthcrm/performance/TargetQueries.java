package io.wealthcrm.performance;

/** The statements of {@link Targets}. */
final class TargetQueries {
    private TargetQueries() {}

    /**
     * Head office, a unit of the line or a person of it that somebody may know of: whose the target is, and whether the caller sets it. ?1 whose, ?2
     * whether all is in sight, ?3 the caller, ?4 the caller's unit, ?5 the caller's units.
     */
    static final String SUBJECT =
            """
            select cast('UNIT' as text), ?2 or u.id <> ?4 from units u where u.id = ?1 and (?2 or u.id = any(cast(?5 as uuid[])))
            union all
            select 'PERSON', ?2 or p.id <> ?3 from users p
             where p.id = ?1 and p.active and sells(p.roles) and (?2 or p.unit_id = any(cast(?5 as uuid[])))""";

    /** ?1 whose, ?2 the metric, ?3 the kind, ?4 the first day. */
    static final String STANDING =
            """
            select t.version, v.value
              from targets t join target_versions v on v.target_id = t.id and v.version = t.version
             where t.subject_id = ?1 and t.metric = ?2 and t.kind = ?3 and t.starts_on = ?4 for update of t""";

    /** Nothing where the version is another by now. ?5 whether it is a unit's, ?6 the version, ?7 the value, ?8 today, ?9 who, ?10 now. */
    static final String SET =
            """
            with target as (
                insert into targets as t (id, unit_id, person_id, metric, kind, starts_on, version)
                select uuidv7(), case when ?5 then cast(?1 as uuid) end, case when not ?5 then cast(?1 as uuid) end, ?2, ?3, ?4, 1
                on conflict (subject_id, starts_on, kind, metric) do update set version = t.version + 1 where t.version = ?6
                returning id, version)
            insert into target_versions (target_id, version, value, known_on, set_by, set_at)
            select id, version, ?7, ?8, ?9, ?10 from target returning version""";

    /**
     * Units directly below the one given as ?1, or who sells in it where there are none; but not whose target comes from above, {@code %s}.
     */
    private static final String HEIRS =
            """
            heir as (
                select u.id, true as is_unit, u.path from units u where u.parent_id = ?1
                union all
                select p.id, false, null from users p
                 where p.unit_id = ?1 and p.active and sells(p.roles) and not exists (select from units c where c.parent_id = ?1)
                   and p.id is distinct from cast(%s as uuid))""";

    /** How many there are, and how many have a target. ?2 the metric, ?3 the kind, ?4 the first day, ?5 who is left out. */
    static final String HEIRS_STANDING = "with " + HEIRS.formatted("?5")
            + """
            select count(*), count(t.id)
              from heir left join (targets t join target_versions v on v.target_id = t.id and v.version = t.version and v.value > 0)
                on t.subject_id = heir.id and t.metric = ?2 and t.kind = ?3 and t.starts_on = ?4""";

    /**
     * Cuts the parts off at the cent, or at the one of a count; what is left goes to the largest remainders, of equal ones to the
     * first by id. ?4 and ?5 the period before, ?6 the horizon, ?7 the value, ?8 today, ?9 who, ?10 now, ?11 the first day, ?12 how
     * many of the smallest part make one, ?13 whether by the period before, ?14 who is left out.
     */
    static final String SPLIT = "with " + HEIRS.formatted("?14")
            + """
            , made as materialized (%s),
            weighed as (
                select heir.id, heir.is_unit,
                       case when not ?13 then 0
                            when heir.is_unit then (select coalesce(sum(m.value), 0) from made m join units u on u.id = m.unit_id
                                                     where starts_with(u.path, heir.path))
                            else (select coalesce(sum(m.value), 0) from made m where m.person_id = heir.id) end as weight
                  from heir),
            fair as (
                select id, is_unit, cast(?7 as numeric) * ?12 as ones, case when sum(weight) over () > 0 then weight else 1 end as weight
                  from weighed),
            cut as (
                select id, is_unit, ones, div(ones * weight, sum(weight) over ()) as whole, mod(ones * weight, sum(weight) over ()) as rest
                  from fair),
            part as (
                select id, is_unit,
                       (whole + case when row_number() over (order by rest desc, id) <= ones - sum(whole) over () then 1 else 0 end)
                       / ?12 as value
                  from cut),
            target as (
                insert into targets as t (id, unit_id, person_id, metric, kind, starts_on, version)
                select uuidv7(), case when is_unit then id end, case when not is_unit then id end, ?2, ?3, ?11, 1 from part
                on conflict (subject_id, starts_on, kind, metric) do update set version = t.version + 1
                returning id, subject_id, version)
            insert into target_versions (target_id, version, value, known_on, set_by, set_at)
            select t.id, t.version, part.value, ?8, ?9, ?10 from target t join part on part.id = t.subject_id""";
}
