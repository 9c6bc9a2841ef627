package io.wealthcrm.shared;

/** Codes that any feature may answer with. */
public enum CommonProblem implements ProblemCode {
    INVALID_INPUT(400, "请求内容有误", "The request is invalid"),
    MALFORMED_JSON(400, "请求不是有效的 JSON", "The request is not valid JSON"),
    UNKNOWN_FIELD(400, "请求包含未知字段", "The request has an unknown field"),
    INVALID_CURSOR(400, "分页游标无效", "The paging cursor is invalid"),
    UNAUTHENTICATED(401, "请先登录", "Sign in first"),
    FORBIDDEN(403, "您的角色不能执行此操作", "Your role may not do this"),
    NOT_FOUND(404, "未找到", "Not found"),
    METHOD_NOT_ALLOWED(405, "不支持此方法", "Method not allowed"),
    NOT_ACCEPTABLE(406, "无法提供所要求的格式", "Not acceptable"),
    CONFLICT(409, "与当前状态冲突", "Conflicts with the current state"),
    IDEMPOTENCY_IN_FLIGHT(409, "相同的请求正在处理", "The same request is still in flight"),
    STALE_VERSION(412, "记录已被他人修改，请刷新", "The record was changed meanwhile; reload it"),
    TOO_LARGE(413, "内容过大", "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "不支持此内容类型", "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "幂等键已用于其他请求", "The idempotency key was used with another request"),
    VERSION_REQUIRED(428, "缺少 If-Match 版本", "If-Match with the record's version is required"),
    IDEMPOTENCY_KEY_REQUIRED(400, "缺少 Idempotency-Key", "An Idempotency-Key is required"),
    TOO_MANY_REQUESTS(429, "请求过于频繁，请稍后再试", "Too many requests; try again later"),
    INTERNAL(500, "服务器内部错误", "Internal error"),
    UNAVAILABLE(503, "服务暂不可用，请稍后再试", "Temporarily unavailable; try again");

    private final int status;
    private final String zh;
    private final String en;

    CommonProblem(int status, String zh, String en) {
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
