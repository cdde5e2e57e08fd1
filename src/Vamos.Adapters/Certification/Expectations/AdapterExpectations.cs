namespace Vamos.Adapters.Certification.Expectations;

using Vamos.Common.V1;

/// <summary>What an adapter is known to hold, so that its answers can be told right from wrong.</summary>
internal sealed record AdapterExpectations
{
    /// <summary>Nothing is known.</summary>
    public static AdapterExpectations None { get; } = new();

    /// <summary>People whom it knows.</summary>
    public IReadOnlyList<ExpectedPerson> People { get; init; } = [];

    /// <summary>People whom it does not know.</summary>
    public IReadOnlyList<NationalId> Unknown { get; init; } = [];

    /// <summary>How to cause changes; null when nobody can.</summary>
    public ChangeCause? Changes { get; init; }

    public Timeouts Timeouts { get; init; } = new();
}

/// <summary>A person whom the adapter knows.</summary>
/// <param name="Label">How reports call the person, since they name nobody.</param>
/// <param name="NationalId">The person.</param>
/// <param name="Records">What must be among the answer; null when nothing particular is.</param>
internal sealed record ExpectedPerson(string Label, NationalId NationalId, ExpectedMessage? Records);

/// <summary>How the records of a person are changed in the legacy system.</summary>
/// <param name="Command">A command for the shell. VAMOS_PERSON names the person, VAMOS_CHANGE is a number that no change had before.</param>
/// <param name="Folder">Where it runs.</param>
/// <param name="People">Whose records it can change.</param>
/// <param name="Times">How many changes are made.</param>
/// <param name="Within">How long a change may take to appear in the feed.</param>
internal sealed record ChangeCause(string Command, string Folder, IReadOnlyList<NationalId> People, int Times, TimeSpan Within);

/// <summary>How patient the checks are.</summary>
internal sealed record Timeouts
{
    /// <summary>For one question.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For a thousand questions over one stream.</summary>
    public TimeSpan Batch { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two signs of life of the change feed.</summary>
    public TimeSpan SignOfLife { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stream is left alone to see whether it bears it.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>By how much the clocks of the two machines may differ.</summary>
    public TimeSpan Clock { get; init; } = TimeSpan.FromSeconds(30);
}
