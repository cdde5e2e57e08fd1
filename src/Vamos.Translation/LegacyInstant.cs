namespace Vamos.Translation;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;

/// <summary>Moments since which facts are true. Legacy dates are days in Paraguay; the day begins there at three o'clock UTC.</summary>
public static class LegacyInstant
{
    /// <summary>How far the time of Paraguay is from universal time, all year round since October 2024.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(-3);

    /// <summary>The start of a whole day; null for a partial date, which is true since no certain moment.</summary>
    public static Timestamp? StartOf(Date? date) => date is not null && date.TryToDateOnly(out var day)
        ? Timestamp.FromDateTimeOffset(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset))
        : null;
}
