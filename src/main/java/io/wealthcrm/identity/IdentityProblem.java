package io.wealthcrm.identity;

import io.wealthcrm.shared.ProblemCode;

/** Codes of sign-in, users and units. */
enum IdentityProblem implements ProblemCode {
    INVALID_CREDENTIALS(401, "用户名或密码错误", "Wrong user name or password"),
    INVALID_CODE(401, "验证码错误或已过期", "The code is wrong or has expired"),
    INVALID_REFRESH_TOKEN(401, "登录已失效，请重新登录", "Sign in again"),
    REFRESH_TOKEN_REUSED(401, "检测到令牌重复使用，已退出登录", "The token was used before; the session has been ended"),
    SIGN_IN_THROTTLED(429, "登录尝试过多，请稍后再试", "Too many sign-in attempts; try again later"),
    USERNAME_TAKEN(409, "用户名已被使用", "The user name is taken"),
    UNKNOWN_UNIT(422, "部门不存在", "No such unit"),
    UNIT_KIND_MISMATCH(422, "部门层级不符", "A unit of this kind cannot stand there"),
    OWN_ACCOUNT(409, "不能停用自己或移除自己的管理员角色", "You cannot make yourself inactive or give up being administrator"),
    OWN_ACCESS(409, "不能更改自己的角色、权限或部门，请由其他管理员操作", "Another administrator changes your roles, permissions and unit"),
    NOT_STAFF(409, "这不是员工账号，不能在此修改", "Not an account of staff; it cannot be changed here"),
    ROLES_CONFLICT(422, "销售角色不能与合规、运营、财务或回访角色兼任", "Sales roles and control roles cannot be one person's"),
    INVALID_PHONE(422, "手机号码无效", "Not a valid mobile number"),
    UNKNOWN_TIME_ZONE(422, "时区无效", "Not a time zone");

    private final int status;
    private final String zh;
    private final String en;

    IdentityProblem(int status, String zh, String en) {
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
