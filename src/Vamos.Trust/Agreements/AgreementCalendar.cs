namespace Vamos.Trust.Agreements;

/// <summary>Days as agreements mean them: of Paraguay, three hours behind UTC all year.</summary>
public static class AgreementCalendar
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-3);

    /// <summary>The day that it is now.</summary>
    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(Offset).DateTime);

    /// <summary>The moment at which a day ends and the next begins.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Offset);
}
