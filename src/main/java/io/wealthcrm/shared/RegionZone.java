package io.wealthcrm.shared;

import java.time.ZoneId;
import org.eclipse.microprofile.config.spi.Converter;

/** A zone by its region. Offsets are refused: what {@code UTC+8} is to Java is eight hours west to PostgreSQL. */
public class RegionZone implements Converter<ZoneId> {
    private static final long serialVersionUID = 1;

    @Override
    public ZoneId convert(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("not a region such as Asia/Shanghai: " + name);
        }
        return ZoneId.of(name);
    }
}
