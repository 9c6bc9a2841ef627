package io.wealthcrm.attrition;

/** What of a customer's dealings has shrunk. */
public enum AttritionKind {
    /** What is held: principal in CNY, with when the days began. What is put in anew makes up for what is taken out. */
    ASSETS,
    /** What was confirmed in CNY, with as many days before. */
    ORDERS,
    /** How often somebody was in touch, remarks aside, with as many days before. */
    CONTACTS
}
