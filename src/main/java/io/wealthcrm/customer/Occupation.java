package io.wealthcrm.customer;

/** Kinds of occupation (职业). */
public enum Occupation {
    BUSINESS_OWNER,
    EXECUTIVE,
    CIVIL_SERVANT,
    LAWYER,
    DOCTOR,
    TEACHER,
    FINANCE,
    ENGINEER,
    ACCOUNTANT,
    ARTIST,
    SELF_EMPLOYED,
    EMPLOYEE,
    INVESTOR,
    HOMEMAKER,
    RETIRED,
    OTHER
}
