namespace Vamos.Fips.Reconciliation;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>
/// The forms of a household, the one that counts first in front: verified ones (of which the whole day of the interview is known) before others,
/// then the later interview, on one day the integrated form before the instruments that came before it, then what was stored later.
/// </summary>
internal sealed class FormOrder : IComparer<IntegratedProtectionForm>
{
    public static readonly FormOrder Instance = new();

    /// <summary>Whether the instrument lists everybody who lives in the household; the census of older adults lists one person.</summary>
    public static bool CoversHousehold(IntegratedProtectionForm form) => form.Interview?.Instrument != Instrument.OlderAdultCensus;

    /// <summary>Whether the first form counts before the second.</summary>
    public static bool Outranks(IntegratedProtectionForm one, IntegratedProtectionForm other) => Instance.Compare(one, other) < 0;

    public int Compare(IntegratedProtectionForm? x, IntegratedProtectionForm? y)
    {
        if (x is null || y is null || ReferenceEquals(x, y))
            return (x is null ? 1 : 0) - (y is null ? 1 : 0);
        var (first, second) = (x.Interview?.Date, y.Interview?.Date);
        var order = IsVerified(second).CompareTo(IsVerified(first));
        order = order != 0 ? order : Day(second).CompareTo(Day(first));
        order = order != 0 ? order : Rank(x).CompareTo(Rank(y));
        order = order != 0 ? order : Stored(y.UpdateTime).CompareTo(Stored(x.UpdateTime));
        order = order != 0 ? order : string.CompareOrdinal(x.FormId, y.FormId);
        return order != 0 ? order : x.ToByteArray().AsSpan().SequenceCompareTo(y.ToByteArray());
    }

    private static bool IsVerified(Date? date) => date is { Day: not 0, IsValid: true };

    private static int Day(Date? date) => date is null ? 0 : (((date.Year * 100) + date.Month) * 100) + date.Day;

    private static int Rank(IntegratedProtectionForm form) => form.Interview?.Instrument switch
    {
        Instrument.Fips => 0,
        Instrument.FichaHogar => 1,
        Instrument.FichaSocial => 2,
        Instrument.OlderAdultCensus => 3,
        _ => 4,
    };

    // What is being submitted has no time yet and is the latest.
    private static (long Seconds, int Nanos) Stored(Timestamp? time) => time is null ? (long.MaxValue, 0) : (time.Seconds, time.Nanos);
}
