package io.wealthcrm.attrition;

/** Of a warning: nobody has looked at it, somebody has, or the ground is gone. */
public enum AttritionState {
    OPEN,
    ACKNOWLEDGED,
    ENDED
}
