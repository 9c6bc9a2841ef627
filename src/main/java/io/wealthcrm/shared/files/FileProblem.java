package io.wealthcrm.shared.files;

import io.wealthcrm.shared.ProblemCode;

/** Why a file is refused or cannot be served. */
public enum FileProblem implements ProblemCode {
    FILE_TOO_LARGE(413, "文件过大", "The file is too large"),
    FILE_TYPE_REFUSED(415, "不接受此类型的文件", "Files of this type are not accepted"),
    RANGE_NOT_SATISFIABLE(416, "请求的范围超出文件", "The range lies outside the file"),
    FILE_CORRUPT(422, "文件已损坏或不完整", "The file is damaged or incomplete"),
    IMAGE_TOO_MANY_PIXELS(422, "图片像素过大", "The image has too many pixels"),
    VIRUS_FOUND(422, "文件含有病毒", "The file carries a virus"),
    FILE_CONTENT_MISSING(500, "文件内容缺失，请联系管理员", "The file's content is missing; tell the administrator"),
    FILE_STORE_BUSY(503, "文件处理繁忙，请稍后再试", "Too many files are being processed; try again later"),
    FILE_STORE_UNAVAILABLE(503, "文件存储暂不可用，请稍后再试", "The file store is unavailable; try again later"),
    VIRUS_SCAN_UNAVAILABLE(503, "病毒扫描暂不可用，请稍后再试", "The virus scanner is unavailable; try again later");

    private final int status;
    private final String zh;
    private final String en;

    FileProblem(int status, String zh, String en) {
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
