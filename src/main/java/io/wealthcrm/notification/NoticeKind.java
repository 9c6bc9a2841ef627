package io.wealthcrm.notification;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What people are told of. The texts stand on locked screens, so they name nobody, no amount and no message; the app
 * fetches those once it is unlocked.
 */
public enum NoticeKind {
    /** A product was launched (产品发行); a fan-out to every advisor, so it does not stand in the orders' way. */
    PRODUCT_LAUNCHED(Lane.REMINDER, "新产品发行", "有新产品开放预约", "New product", "A new product is open for booking"),
    /** A holding matures (到期提醒). */
    MATURITY(Lane.REMINDER, "产品到期提醒", "有产品即将到期", "Maturity", "A product is about to mature"),
    /** A customer's birthday (生日提醒), told to the advisor. */
    BIRTHDAY(Lane.REMINDER, "客户生日提醒", "有客户即将过生日", "Birthday", "A customer's birthday is near"),
    /** An order changed its state. */
    ORDER_MOVED(Lane.ORDER, "订单状态更新", "您的订单有新进展", "Order update", "An order has moved on"),
    /** A payout (兑付) was made, or the bank sent it back. */
    PAYOUT(Lane.ORDER, "兑付更新", "有一笔兑付有新进展", "Payout update", "A payout has moved on"),
    /** A chat message to somebody absent. */
    CHAT_MESSAGE(Lane.CHAT, "新消息", "您有一条新消息", "New message", "You have a new message"),
    /** A chat message that names somebody absent (@提及): a kind of its own, so that it is pushed where messages are muted. */
    CHAT_MENTION(Lane.CHAT, "有人@了您", "您在一个会话中被提及", "You were mentioned", "You were mentioned in a conversation"),
    /** A customer's or visitor's question waits for the person, or in the queue of who is on duty (客户咨询). */
    CONSULTATION(Lane.CHAT, "客户咨询", "有一条咨询等待回复", "Consultation", "A question awaits an answer"),
    /** A question on a product was asked. */
    QUESTION_ASKED(Lane.ORDER, "新提问", "有产品问题等待答复", "New question", "A question on a product awaits an answer"),
    /** A question on a product was answered. */
    QUESTION_ANSWERED(Lane.ORDER, "提问已答复", "您的产品问题已有答复", "Question answered", "Your question has been answered"),
    /** A task is due, such as a follow-up an advisor planned (跟进提醒). */
    FOLLOW_UP(Lane.REMINDER, "跟进提醒", "有跟进事项到期", "Follow-up", "A planned follow-up is due"),
    /** A step that waits for the person is overdue (审批催办). */
    APPROVAL_OVERDUE(Lane.ORDER, "审批催办", "有审批事项已逾期", "Approval overdue", "A step awaiting your decision is overdue"),
    /** The person's own request was decided (审批结果). */
    APPROVAL_ENDED(Lane.ORDER, "审批结果", "您的申请已有结果", "Request decided", "Your request has been decided"),
    /** A customer was contacted during the cooling-off (冷静期联系), told to compliance. */
    COOLING_OFF_CONTACT(
            Lane.ORDER,
            "冷静期联系提示",
            "有客户在冷静期内被联系",
            "Contact in cooling-off",
            "A customer was contacted during the cooling-off"),
    /** A complaint or service request (投诉与服务请求) waits for the person, or the person's own was answered. */
    COMPLAINT(Lane.ORDER, "投诉与服务请求", "有投诉或服务请求有新进展", "Complaints and requests", "A complaint or request has moved on"),
    /** A complaint or service request is overdue or was escalated (投诉升级). */
    COMPLAINT_DUE(
            Lane.ORDER, "投诉升级提醒", "有投诉或服务请求已逾期或升级", "Complaint escalated", "A complaint or request was escalated"),
    /** A signed contract (合同催收) is not back at operations yet, or a form is kept unused. */
    CONTRACT_OVERDUE(Lane.REMINDER, "合同催收提醒", "有合同逾期未交回", "Contract overdue", "A signed contract is overdue"),
    /** A task has passed its time and is still open (跟进逾期). */
    TASK_OVERDUE(Lane.REMINDER, "跟进逾期提醒", "有跟进事项已逾期", "Follow-up overdue", "A planned follow-up is overdue"),
    /** A product's net asset value was published (净值公布), told to its holders. */
    NAV_PUBLISHED(Lane.MARKETING, "净值更新", "您持有的产品公布了新净值", "New NAV", "A product you hold has a new NAV"),
    /** An order was confirmed (成交播报), told to all who sell. */
    DEAL(Lane.MARKETING, "成交播报", "公司有新订单成交", "Deal closed", "A colleague has closed a deal"),
    /** Who sold most on a day (每日销冠), told to all who sell. */
    CHAMPION(Lane.MARKETING, "每日销冠", "昨日销冠已揭晓", "Champion of the day", "See who led the firm yesterday"),
    /** The day in figures (经营日报), told to who manages. */
    DAILY_DIGEST(Lane.REMINDER, "经营日报", "昨日经营数据已生成", "Daily digest", "Yesterday's figures are ready"),
    /** A customer is about to fall into the public pool (公海预警), told to the advisor. */
    POOL_WARNING(Lane.REMINDER, "公海预警", "有客户即将掉入公海", "Pool warning", "A customer is about to fall into the pool"),
    /** Dealings with valuable customers have shrunk (流失预警), told to their advisor once a day. */
    ATTRITION_WARNING(
            Lane.REMINDER, "流失预警", "有重点客户的往来明显减少", "Attrition warning", "Dealings with valuable customers have shrunk"),
    /** Somebody else gave the person a task (待办指派). */
    TASK_ASSIGNED(Lane.REMINDER, "新待办", "您有一项新的待办", "New task", "A task has been assigned to you"),
    /** Somebody else booked the person's time, or moved or cancelled what they booked (预约日程). */
    APPOINTMENT_BOOKED(Lane.REMINDER, "日程更新", "您的日程有新变动", "Calendar", "Your calendar has changed"),
    /** Headquarters answered the person's feedback on a customer's tier (分级反馈). */
    TIER_FEEDBACK(Lane.REMINDER, "分级反馈答复", "您的客户分级反馈已有答复", "Tier feedback", "Your feedback on a tier was answered"),
    /** The person came into the team of a customer, or is in it no more (客户团队). */
    TEAM(Lane.REMINDER, "客户团队", "您所在的客户团队有新变动", "Customer team", "A customer's team you are or were in has changed"),
    /** Customers or work came to the person with a hand-over, or went back with its undoing (离职交接与客户移交); once, with figures. */
    HANDOVER(Lane.REMINDER, "工作交接", "您有客户或工作的交接变动", "Handover", "Customers or work of yours changed hands"),
    /** Files of a customer the person serves or served became one, or two again (客户合并). */
    FILES_MERGED(
            Lane.REMINDER,
            "客户档案合并",
            "您的客户档案有合并变动",
            "Files merged",
            "Files of a customer of yours were merged or parted"),
    /** Somebody read phones or ID numbers of many customers in full (集中查看联系方式), told to compliance and the line. */
    CONTACT_BURST(
            Lane.ORDER,
            "敏感信息查看提醒",
            "有员工集中查看了多位客户的联系方式",
            "Contact details",
            "Somebody has read the contact details of many customers"),
    /**
     * Somebody was given an account, role, permission or unit beyond an advisor's own work, or compliance lost somebody (授权变更);
     * told to compliance.
     */
    ACCESS_GRANTED(
            Lane.ORDER, "授权变更提醒", "有员工账户的权限有重要变更", "Staff access", "The access of a member of staff has changed"),
    /** A request about personal data (个人信息权利请求) is overdue or could not be answered, told to compliance. */
    PRIVACY_REQUEST(
            Lane.ORDER,
            "个人信息请求提醒",
            "有个人信息请求需要处理",
            "Personal data request",
            "A request about personal data needs attention"),
    /** Something about the person's own account; always pushed, at any hour. */
    SECURITY(Lane.SECURITY, "账户安全提醒", "您的账户有安全相关变动", "Account security", "Something changed on your account");

    private final Lane lane;
    private final NoticeText text;

    NoticeKind(Lane lane, String zhTitle, String zhBody, String enTitle, String enBody) {
        this.lane = lane;
        text = new NoticeText(zhTitle, zhBody, enTitle, enBody);
    }

    Lane lane() {
        return lane;
    }

    /** The words it has as long as the firm chooses no others. */
    public NoticeText text() {
        return text;
    }

    /**
     * Whether it would promote something to a customer, or send an advisor to one: nothing of that kind goes out while the
     * customer's contact shield holds (冷静期免打扰).
     */
    boolean promotional() {
        return switch (this) {
            case PRODUCT_LAUNCHED, BIRTHDAY, FOLLOW_UP, TASK_OVERDUE, CHAT_MESSAGE, CHAT_MENTION -> true;
            default -> false;
        };
    }

    /**
     * Whether it promotes the firm's business to whom it is told: a customer hears of it only with a consent that holds, and no
     * more once it is withdrawn (营销退订). What is said of the customer's own affairs is none, news of the own products included.
     * Without a default, so that a new kind says what it is.
     */
    public boolean marketing() {
        return switch (this) {
            case PRODUCT_LAUNCHED, DEAL, CHAMPION -> true;
            case MATURITY, BIRTHDAY, NAV_PUBLISHED, ORDER_MOVED, PAYOUT -> false;
            case CHAT_MESSAGE, CHAT_MENTION, CONSULTATION, QUESTION_ASKED, QUESTION_ANSWERED -> false;
            case COMPLAINT, COMPLAINT_DUE, COOLING_OFF_CONTACT, CONTACT_BURST, PRIVACY_REQUEST -> false;
            case SECURITY, ACCESS_GRANTED -> false;
            case FOLLOW_UP, TASK_OVERDUE, TASK_ASSIGNED, APPOINTMENT_BOOKED, POOL_WARNING, TIER_FEEDBACK, TEAM -> false;
            case HANDOVER, FILES_MERGED, ATTRITION_WARNING -> false;
            case APPROVAL_OVERDUE, APPROVAL_ENDED, CONTRACT_OVERDUE, DAILY_DIGEST -> false;
        };
    }

    static Stream<NoticeKind> marketingKinds() {
        return Arrays.stream(values()).filter(NoticeKind::marketing);
    }

    /** Whether a person may switch its pushes off and quiet hours hold them back. */
    boolean optional() {
        return this != SECURITY;
    }

    /** Whether a person may keep it out of the inbox: news of the firm that asks nothing of anybody. */
    boolean dispensable() {
        return switch (this) {
            case DEAL, CHAMPION, NAV_PUBLISHED -> true;
            default -> false;
        };
    }
}
