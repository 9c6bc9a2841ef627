package io.wealthcrm.upload;

import io.wealthcrm.shared.ProblemCode;

/** What may be wrong with a request about a resumable upload. */
enum UploadProblem implements ProblemCode {
    UPLOAD_CHECKSUM_UNSUPPORTED(400, "不支持此校验算法", "The checksum algorithm is not supported"),
    UPLOAD_OFFSET_MISMATCH(409, "上传偏移量与服务器不一致", "The offset is not where the upload stands"),
    UPLOAD_UNFINISHED(409, "文件尚未上传完成", "The upload is not finished"),
    UPLOAD_TAKEN(409, "该上传已被使用", "The upload was already used"),
    UPLOAD_GONE(410, "该上传已过期或已终止", "The upload has expired or was terminated"),
    UPLOAD_VERSION_UNSUPPORTED(412, "不支持此 tus 协议版本", "This version of the tus protocol is not supported"),
    UPLOAD_TOO_LARGE(413, "上传文件过大", "The upload is too large"),
    UPLOAD_BUSY(423, "该上传正在由另一请求写入", "Another request is writing this upload"),
    UPLOAD_TOO_MANY(429, "未完成的上传过多", "Too many unfinished uploads"),
    UPLOAD_CHECKSUM_MISMATCH(460, "校验和不一致，数据已丢弃", "The checksum does not match; the data was discarded");

    private final int status;
    private final String zh;
    private final String en;

    UploadProblem(int status, String zh, String en) {
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
