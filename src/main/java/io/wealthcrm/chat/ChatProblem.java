package io.wealthcrm.chat;

import io.wealthcrm.shared.ProblemCode;

/** Codes of conversations. */
enum ChatProblem implements ProblemCode {
    FOREIGN_ORIGIN(403, "不允许从此网站连接", "This website may not connect"),
    CONVERSATION_KIND_CLOSED(422, "暂不能创建此类会话", "Conversations of this kind cannot be opened this way"),
    DIRECT_NEEDS_TWO(422, "单聊须恰好有另一位成员", "A direct conversation has exactly one other member"),
    TOO_MANY_MEMBERS(422, "成员过多", "Too many members"),
    UNKNOWN_MEMBER(422, "成员不存在或不能加入此会话", "A member does not exist or may not be in this conversation"),
    ORDER_REQUIRED(422, "订单会话须指明订单", "An order conversation needs an orderId, any other kind has none"),
    DIRECT_IS_FIXED(409, "单聊的成员和名称不能更改", "Members and title of a direct conversation cannot be changed"),
    CONSULTATION_IS_FIXED(
            409, "咨询的参与者只能通过转接变更", "Who is in a consultation changes only by claiming it or handing it over"),
    MEMBERS_FOLLOW_UNIT(409, "频道成员随部门而定", "The members of a unit's channel follow the unit"),
    CHANNEL_UNIT_UNKNOWN(422, "部门不存在或不在您的管辖内", "The unit does not exist or is not yours to lead"),
    LAST_OWNER(409, "会话须保留一位群主", "A conversation keeps at least one owner"),
    RECALL_TOO_LATE(409, "已超过可撤回的时间", "The message can no longer be recalled"),
    EDIT_TOO_LATE(409, "已超过可编辑的时间", "The message can no longer be edited"),
    MESSAGE_RECALLED(409, "消息已撤回", "The message was recalled"),
    TOO_MANY_EDITS(409, "消息编辑次数已达上限", "The message has been edited too often"),
    ONLY_TEXT_IS_EDITED(422, "仅文字消息可以编辑", "Only a text message can be edited"),
    HOLD_LIFTED(409, "该保全已解除", "The hold was lifted already");

    private final int status;
    private final String zh;
    private final String en;

    ChatProblem(int status, String zh, String en) {
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
