namespace Vamos.Hub.Fips.Store;

using Google.Protobuf.WellKnownTypes;
using Vamos.Fips.V1;

/// <summary>When the answers of a form were true: on the day of its interview.</summary>
internal static class InterviewTime
{
    /// <summary>The day; null when the form does not say a whole day.</summary>
    public static DateOnly? DayOf(IntegratedProtectionForm form) => form.Interview?.Date is { } date && date.TryToDateOnly(out var day) ? day : null;

    /// <summary>The day as a time.</summary>
    public static Timestamp? Of(IntegratedProtectionForm form) =>
        DayOf(form) is { } day ? Timestamp.FromDateTime(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)) : null;
}
