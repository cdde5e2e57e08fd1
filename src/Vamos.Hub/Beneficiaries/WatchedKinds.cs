namespace Vamos.Hub.Beneficiaries;

using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Vamos.Beneficiary.V1;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Fields;

/// <summary>
/// Kinds of fact whose changes an agreement grants: those that it lets the caller look up. That somebody's pregnancy record changed says something,
/// even to who cannot read it. An agreement without lookups says nothing about kinds, and grants all.
/// </summary>
internal static class WatchedKinds
{
    private static readonly string[] Lookups =
        [nameof(BeneficiaryService.BeneficiaryServiceClient.GetBeneficiary), nameof(BeneficiaryService.BeneficiaryServiceClient.BatchGetBeneficiaries)];

    private static readonly FrozenSet<FactKind> All = Enum.GetValues<FactKind>().Where(kind => kind != FactKind.Unspecified).ToFrozenSet();

    // found once for each grant
    private static readonly ConditionalWeakTable<MethodGrant, FrozenSet<FactKind>> Known = [];

    public static FrozenSet<FactKind> Of(MethodGrant grant) => Known.GetValue(grant, Find);

    private static FrozenSet<FactKind> Find(MethodGrant grant)
    {
        FrozenSet<FactKind>? kinds = null;
        foreach (var lookup in Lookups)
        {
            var method = BeneficiaryService.Descriptor.FindMethodByName(lookup);
            foreach (var granted in grant.Agreement.Methods.Where(m => $".{m.Method}".EndsWith($".{BeneficiaryService.Descriptor.Name}/{lookup}", StringComparison.Ordinal)))
            {
                var fields = FieldGrant.Compile(method.OutputType, granted.Fields).Within("beneficiary")?.TopFields ?? [];
                kinds = (kinds ?? []).Union(LookupScope.Whole(fields, grant.Providers).Kinds).ToFrozenSet();
            }
        }

        return kinds ?? All;
    }
}
