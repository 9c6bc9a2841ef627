package io.wealthcrm.customer;

/** By what customers are counted in a distribution (客户分布). */
public enum Dimension {
    TIER("c.tier"),
    ASSET_BAND("c.asset_band"),
    GENDER("c.gender"),
    /** Whether the customer lives in the home town: LOCAL or ELSEWHERE. */
    LOCAL("case when c.city = c.hometown then 'LOCAL' when c.city <> c.hometown then 'ELSEWHERE' end"),
    OCCUPATION("c.occupation"),
    CHANNEL("c.channel"),
    CITY("c.city"),
    /** Full years by the ten, such as 40 for 40 to 49. */
    AGE("cast(cast(floor(extract(year from age(a.today, c.birthday)) / 10) * 10 as integer) as text)"),
    /** How complete the file is (资料完整度), in percent: 0-49, 50-79, 80-99 or 100. */
    COMPLETENESS(FileField.band());

    /** Over customers {@code c} and the day {@code a.today}; null where it is not known. */
    final String expression;

    Dimension(String expression) {
        this.expression = expression;
    }
}
