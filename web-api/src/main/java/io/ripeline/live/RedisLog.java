package io.ripeline.live;

import io.ripeline.json.StrictJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.StreamOperations;
import org.springframework.data.redis.core.StringRedisTemplate;

/// The log that all nodes share: a stream in Redis for each company, kept for a day.
final class RedisLog implements EventLog {

    private static final String PREFIX = "ripeline:live:";
    private static final String TENANT = "tenant";
    private static final String HAPPENINGS = "happenings";
    private static final Duration KEPT_FOR = Duration.ofDays(1);
    private static final XAddOptions BOUNDED =
            XAddOptions.trim(TrimOptions.maxLen(KEPT).approximate());

    private final StringRedisTemplate redis;

    RedisLog(StringRedisTemplate redis) {
        this.redis = redis;
    }

    private record Told(List<Happening> happenings) {}

    @Override
    public String name() {
        return "r";
    }

    private StreamOperations<String, String, String> streams() {
        return redis.opsForStream();
    }

    private static String key(UUID tenant) {
        return PREFIX + tenant;
    }

    @Override
    public void append(UUID tenant, List<Happening> happenings) {
        String told = StrictJson.MAPPER.writeValueAsString(new Told(happenings));
        streams()
                .add(
                        StreamRecords.newRecord()
                                .in(key(tenant))
                                .ofMap(Map.of(TENANT, tenant.toString(), HAPPENINGS, told)),
                        BOUNDED);
        redis.expire(key(tenant), KEPT_FOR);
    }

    @Override
    public Optional<List<Entry>> from(UUID tenant, String entry) {
        List<MapRecord<String, String, String>> found = Objects.requireNonNullElse(
                streams()
                        .range(
                                key(tenant),
                                Range.rightUnbounded(Bound.inclusive(entry)),
                                Limit.limit().count(KEPT)),
                List.of());
        boolean there = !found.isEmpty() && found.getFirst().getId().getValue().equals(entry);
        boolean all = entry.equals(BEGINNING) && found.size() < KEPT;
        if (!there && !all) {
            return Optional.empty();
        }
        return Optional.of(found.stream()
                .filter(record -> tenant.toString().equals(record.getValue().get(TENANT)))
                .map(RedisLog::entry)
                .toList());
    }

    private static Entry entry(MapRecord<String, String, String> record) {
        String told = Objects.requireNonNull(record.getValue().get(HAPPENINGS));
        return new Entry(
                record.getId().getValue(),
                StrictJson.MAPPER.readValue(told, Told.class).happenings());
    }

    @Override
    public String end(UUID tenant) {
        List<MapRecord<String, String, String>> last = Objects.requireNonNullElse(
                streams()
                        .reverseRange(
                                key(tenant), Range.unbounded(), Limit.limit().count(1)),
                List.of());
        return last.isEmpty() ? BEGINNING : last.getFirst().getId().getValue();
    }
}
