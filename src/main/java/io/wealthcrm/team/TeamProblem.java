package io.wealthcrm.team;

import io.wealthcrm.shared.ProblemCode;

/** Codes of customers' teams. */
enum TeamProblem implements ProblemCode {
    TEAM_WITHOUT_LEAD(409, "客户没有理财顾问，不能组建团队", "Nobody serves this customer, so there is no team"),
    TEAM_SHARES_EXCEED(422, "团队成员的分成比例之和超过 1", "The members' shares add up to more than 1"),
    TEAM_MEMBER_UNKNOWN(422, "成员不存在、已离职、不从事销售或不在该客户所属分公司", "No such person who sells in the customer's branch"),
    TOO_MANY_TEAMS(422, "该成员参与的客户团队已达上限", "This person sits in too many teams already");

    private final int status;
    private final String zh;
    private final String en;

    TeamProblem(int status, String zh, String en) {
        this.status = status;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
