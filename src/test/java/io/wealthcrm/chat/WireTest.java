package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
    void aFrameOfAnyLengthIsReadAsItWasWritten(int length) {
        assertThat(readBack("x".repeat(length))).isEqualTo("x".repeat(length));
    }

    @Test
    void charactersOfSeveralBytesCountAsBytes() {
        assertThat(readBack("理财".repeat(30))).isEqualTo("理财".repeat(30));
    }

    @Test
    void aFrameToManyIsEncodedOnceAndFreedWithTheNext() {
        List<EmbeddedChannel> room = List.of(new EmbeddedChannel(), new EmbeddedChannel(), new EmbeddedChannel());
        List<ByteBuf> sent = new ArrayList<>();
        String frame = "{\"t\":\"typing\"}";
        for (EmbeddedChannel member : room) {
            Wire wire = new Wire(member);
            wire.write(frame, (text, well) -> assertThat(well).isTrue());
            wire.flush();
            sent.add(member.readOutbound());
        }
        assertThat(sent).allMatch(bytes -> bytes.memoryAddress() == sent.get(0).memoryAddress());
        assertThat(sent.get(0).unwrap().refCnt()).isEqualTo(4);
        new Wire(room.get(0)).write("another", (text, well) -> {});
        assertThat(sent.get(0).unwrap().refCnt()).isEqualTo(3);
        ByteBuf shared = sent.get(0).unwrap();
        assertThat(sent.stream().map(ByteBuf::release)).last().isEqualTo(true);
        assertThat(shared.refCnt()).isZero();
    }

    @Test
    void aWriteToAClosedChannelFails() {
        EmbeddedChannel gone = new EmbeddedChannel();
        assertThat(gone.close().isSuccess()).isTrue();
        List<Boolean> well = new ArrayList<>();
        new Wire(gone).write("late", (text, done) -> well.add(done));
        assertThat(well).containsExactly(false);
    }

    private static String readBack(String frame) {
        EmbeddedChannel peer = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(1_000_000)
                .build()));
        EmbeddedChannel channel = new EmbeddedChannel();
        Wire wire = new Wire(channel);
        wire.write(frame, (text, well) -> assertThat(well).isTrue());
        wire.flush();
        ByteBuf sent = channel.readOutbound();
        assertThat(peer.writeInbound(sent)).isTrue();
        TextWebSocketFrame read = peer.readInbound();
        return read.text();
    }
}
