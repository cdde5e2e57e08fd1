namespace Vamos.Hub.Fips.Store;

using Google.Protobuf.WellKnownTypes;
using Vamos.Fips.V1;

/// <summary>When the answers of a form were true: on the day of its interview.</summary>
internal static class InterviewTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-3);

    /// <summary>The day; null when the form does not say a whole day.</summary>
    public static DateOnly? DayOf(IntegratedProtectionForm form) => form.Interview?.Date is { } date && date.TryToDateOnly(out var day) ? day : null;

    /// <summary>The beginning of the day in Paraguay.</summary>
    public static Timestamp? Of(IntegratedProtectionForm form) =>
        DayOf(form) is { } day ? Timestamp.FromDateTimeOffset(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset)) : null;
}
