namespace Vamos.Hub.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Hub.Sources;

/// <summary>Looks one person up across all institutions.</summary>
public sealed class BeneficiaryLookup(SourceRegistry sources)
{
    private static readonly TimeSpan LongestReserve = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks the sources and puts their answers side by side.</summary>
    /// <param name="nationalId">The person.</param>
    /// <param name="mask">What is wanted.</param>
    /// <param name="timeLeft">Time until the caller's deadline.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    /// <returns>What is known; null when every source answered and none knows the person.</returns>
    public async Task<Beneficiary?> FindAsync(NationalId nationalId, ReadMask mask, TimeSpan timeLeft, CancellationToken cancellation)
    {
        var answers = await sources.AskAllAsync(nationalId, mask.Kinds, timeLeft - Reserve(timeLeft), cancellation);
        var asked = answers.Where(a => a.Status.State != SourceState.NotAsked).ToArray();
        if (asked.Length != 0 && asked.All(a => a.Status.State == SourceState.NotFound))
            return null;

        return mask.Apply(BeneficiaryAssembly.Of(answers));
    }

    // what the hub keeps of the caller's time to send the partial answer when a source does not answer at all
    private static TimeSpan Reserve(TimeSpan timeLeft)
    {
        var tenth = timeLeft / 10;
        return tenth < LongestReserve ? tenth : LongestReserve;
    }
}
