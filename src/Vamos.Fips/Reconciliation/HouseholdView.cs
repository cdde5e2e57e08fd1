namespace Vamos.Fips.Reconciliation;

using Vamos.Fips.V1;

/// <summary>Why somebody whom a form of the household names is not in its view.</summary>
public enum LeftBecause
{
    /// <summary>The form that counts first among those that cover the whole household does not have this person any more.</summary>
    NotInNewestForm,

    /// <summary>A form of another household, which counts before what this household's forms say, has this person.</summary>
    InOtherHousehold,
}

/// <summary>Somebody who left.</summary>
/// <param name="MemberId">Identifier that the person had in the household, and has again when he or she comes back.</param>
/// <param name="Reason">Why the view does not have the person.</param>
/// <param name="FormId">Form that shows it.</param>
/// <param name="OtherHouseholdId">Where the person went; empty when nobody knows.</param>
public sealed record LeftMember(string MemberId, LeftBecause Reason, string FormId, string OtherHouseholdId);

/// <summary>A household as its forms together show it.</summary>
/// <param name="Form">The view.</param>
/// <param name="Left">Everybody whom some form names and the view does not have.</param>
public sealed record HouseholdView(IntegratedProtectionForm Form, IReadOnlyList<LeftMember> Left);
