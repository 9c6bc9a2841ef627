package io.wealthcrm.order;

/**
 * What the records say of an order, each as one JSON file made by one query of the order's id. Whole rows, so that a column
 * somebody adds is in the pack from that day on; ciphers and search indexes stay out.
 */
enum EvidencePart {
    ORDER(
            "order.json",
            """
            to_jsonb(o) - 'bank_account_cipher'""",
            """
            from orders o where o.id = ?1"""),
    PRODUCT(
            "product.json",
            """
            to_jsonb(p)""",
            """
            from orders o join products p on p.id = o.product_id where o.id = ?1"""),
    /** Every move with who made it: submission, approval (审批), confirmation. */
    HISTORY(
            "history.json",
            """
            coalesce(jsonb_agg(to_jsonb(h) || jsonb_build_object('by', u.display_name) order by h.id), '[]')""",
            """
            from order_history h left join users u on u.id = h.by_id where h.order_id = ?1"""),
    /** 风险测评: the assessments that were there when the order was last submitted, with every answer. */
    QUESTIONNAIRES(
            "questionnaires.json",
            """
            coalesce(jsonb_agg(to_jsonb(a) || jsonb_build_object('questions', q.questions) order by a.id), '[]')""",
            """
            from orders o join risk_assessments a on a.customer_id = o.customer_id
              join questionnaires q on q.version = a.questionnaire_version
             where o.id = ?1 and a.created_at <= """
                    + EvidencePart.submitted()),
    /** 合格投资者认定. */
    CERTIFICATIONS(
            "certifications.json",
            """
            coalesce(jsonb_agg(to_jsonb(c) order by c.id), '[]')""",
            """
            from orders o join investor_certifications c on c.customer_id = o.customer_id
             where o.id = ?1 and c.created_at <= """
                    + EvidencePart.submitted()),
    /** 承诺与风险警示 for this product, each with its signed paper. */
    DECLARATIONS(
            "declarations.json",
            """
            coalesce(jsonb_agg(to_jsonb(d) || jsonb_build_object('sha256', f.sha256) order by d.id), '[]')""",
            """
            from orders o join customer_declarations d on d.customer_id = o.customer_id and d.product_id = o.product_id
              join files f on f.id = d.evidence_file_id where o.id = ?1"""),
    /** The steps of its approval (审批) and who decided them. */
    APPROVALS(
            "approvals.json",
            """
            coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('steps', (select jsonb_agg(to_jsonb(s) order by s.stage, s.slot)
                from approval_request_steps s where s.request_id = r.id)) order by r.id), '[]')""",
            """
            from approval_requests r where r.subject_kind = 'ORDER' and r.subject_id = ?1"""),
    /** What the customer could read of the product, and the disclosure (风险揭示书) that was signed. */
    DISCLOSURES(
            "disclosures.json",
            """
            jsonb_build_object(
                'product', coalesce((select jsonb_agg(to_jsonb(d) || jsonb_build_object('sha256', f.sha256) order by d.id)
                    from product_documents d join files f on f.id = d.file_id where d.product_id = o.product_id), '[]'),
                'signed', coalesce((select jsonb_agg(to_jsonb(d) || jsonb_build_object('sha256', f.sha256) order by d.id)
                    from order_documents d join files f on f.id = d.id
                   where d.order_id = o.id and d.kind = 'RISK_DISCLOSURE'), '[]'))""",
            """
            from orders o where o.id = ?1"""),
    DOCUMENTS(
            "documents.json",
            """
            coalesce(jsonb_agg(to_jsonb(d) || to_jsonb(f) order by d.id), '[]')""",
            """
            from order_documents d join files f on f.id = d.id where d.order_id = ?1"""),
    /** 双录: their digests; the recordings themselves only on request. */
    RECORDINGS(
            "recordings.json",
            """
            coalesce(jsonb_agg(to_jsonb(r) || to_jsonb(f) order by r.id), '[]')""",
            """
            from order_recordings r join files f on f.id = r.id where r.order_id = ?1"""),
    PAYMENT(
            "payment.json",
            """
            coalesce(jsonb_agg(to_jsonb(p) order by p.id), '[]')""",
            """
            from order_payments p where p.order_id = ?1"""),
    /** 回访 with the eight answers. */
    CALLBACKS(
            "callbacks.json",
            """
            coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object('by', u.display_name, 'questions',
                (select jsonb_agg(to_jsonb(q) order by q.number) from callback_questions q where q.version = c.questions_version))
                order by c.id), '[]')""",
            """
            from order_callbacks c join users u on u.id = c.by_id where c.order_id = ?1"""),
    /** Who looked at and did what, with the seals of the audit log's chain, and the chain's signed end. */
    AUDIT(
            "audit.json",
            """
            jsonb_build_object(
                'entries', (select coalesce(jsonb_agg(to_jsonb(l) || jsonb_build_object('seal', to_jsonb(s)) order by l.id), '[]')
                    from audit_log l left join audit_seals s on s.audit_id = l.id
                   where l.subject_kind = 'ORDER' and l.subject_id = o.id),
                'head', (select to_jsonb(h) from audit_heads h order by h.seq desc limit 1))""",
            """
            from orders o where o.id = ?1""");

    final String fileName;
    final String sql;

    EvidencePart(String fileName, String content, String from) {
        this.fileName = fileName;
        this.sql = "select jsonb_pretty(" + content + ") " + from;
    }

    /** When the order was last submitted; SQL over {@code orders o}. */
    static String submitted() {
        return "coalesce((select max(at) from order_history h where h.order_id = o.id and to_status = 'SUBMITTED'), now())";
    }
}
