package io.wealthcrm.shared.files;

import io.quarkus.runtime.Startup;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** Chooses by configuration what the rest of the package works with. */
class FileBeans {
    /** Made at start: building the S3 client takes a second or more, too long for the event loop of the first request. */
    @Produces
    @ApplicationScoped
    @Startup
    FileStore store(WealthConfig wealth, FilesConfig config, FileWorkers workers) {
        return switch (config.store()) {
            case LOCAL -> new LocalFileStore(wealth.dataDir().resolve("files"), workers);
            case S3 ->
                new S3FileStore(
                        client(config.s3(), DefaultCredentialsProvider.builder().build()),
                        config.s3().bucket());
        };
    }

    void close(@Disposes FileStore store) throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Produces
    @ApplicationScoped
    VirusScanner scanner(FilesConfig config) {
        return config.clamd()
                .<VirusScanner>map(address -> ClamdScanner.at(address, config.clamdTimeout()))
                .orElse(file -> {});
    }

    /**
     * Checksums only where we or the protocol name them: the SDK's own trailing checksums are unknown to many stores
     * other than Amazon's, and each put carries its SHA-256 anyway.
     */
    static S3AsyncClient client(FilesConfig.S3 config, AwsCredentialsProvider credentials) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .region(Region.of(config.region()))
                .forcePathStyle(config.pathStyle())
                .credentialsProvider(credentials)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(3))
                        .connectionAcquisitionTimeout(Duration.ofSeconds(5))
                        .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(2)));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
