package io.wealthcrm.demo;

import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Tells on the console who may sign in, once the service listens. A password from the environment is never printed. */
@ApplicationScoped
class DemoSignIns {
    private static final String TABLE =
            """

            ┌─ 演示公司 / Demo firm ──────────────────────────────────────────────────────────
            │  地址 URL        %1$s    API: %1$s/q/swagger-ui
            │  密码 Password   %2$s
            │
            │  advisor1 … advisor120   理财顾问      advisor (ten a team)
            │  lead1 … lead12          团队长        team lead
            │  manager1 … manager3     分公司负责人  branch manager
            │  compliance1 compliance2 合规          compliance
            │  operations1 operations2 运营          operations
            │  finance1                财务          finance
            │  callback1               回访          call-back
            │  marketing1              市场          marketing
            │  executive1              高管          executive
            │  admin                   系统管理员    administrator
            │
            │  客户短信验证码 Customers' SMS codes:  %1$s/api/v1/demo/sms-messages?phone=…
            └─────────────────────────────────────────────────────────────────────────────────
            """;

    private final WealthConfig config;
    private final DemoPassword password;
    private final HttpServer server;

    DemoSignIns(WealthConfig config, DemoPassword password, HttpServer server) {
        this.config = config;
        this.password = password;
        this.server = server;
    }

    void tell(@ObservesAsync HttpServerStart started) {
        if (config.demo()) {
            String secret = password.isPublic() ? DemoPassword.PUBLIC : "由 WEALTH_DEMO_PASSWORD 设定 / as set there";
            // Not the log: this is for a person's eyes, in their letters whatever the platform's encoding.
            PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            console.printf(TABLE, "http://127.0.0.1:" + server.getPort(), secret);
        }
    }
}
