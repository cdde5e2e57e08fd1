namespace Vamos.Hub.Eligibility;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Hub.Caching;
using Vamos.Programmes;

/// <summary>What is asked of many people alike: a programme on a day, from the facts of some institutions. Made once and kept.</summary>
internal sealed class Question
{
    public Question(ProgrammeBook book, PublishedProgramme programme, DateOnly asOf, IReadOnlySet<string> covered, IEnumerable<string> institutions, PersonCache cache)
    {
        Programme = programme;
        AsOf = asOf;
        Covered = covered;
        Kinds = programme.NeedsOn(asOf).Kinds.ToHashSet();
        string[] asked = [.. institutions.Where(covered.Contains)];
        DependsOn = cache.SourcesOf(asked);
        Scope = string.Create(CultureInfo.InvariantCulture, $"{programme.Code}|{asOf:yyyyMMdd}|{book.Version}|{string.Join(',', asked)}");
    }

    public PublishedProgramme Programme { get; }

    public DateOnly AsOf { get; }

    /// <summary>Institutions whose data the agreement covers. A decision from fewer institutions is another decision.</summary>
    public IReadOnlySet<string> Covered { get; }

    /// <summary>Kinds of fact that the rules need.</summary>
    public IReadOnlySet<FactKind> Kinds { get; }

    /// <summary>The sources whose changes make the decision void.</summary>
    public SourceSet DependsOn { get; }

    /// <summary>Everything that a decision depends on beside the person.</summary>
    public string Scope { get; }
}
