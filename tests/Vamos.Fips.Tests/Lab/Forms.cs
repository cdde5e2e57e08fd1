namespace Vamos.Fips.Tests.Lab;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Fips.V1;

/// <summary>Forms for properties. The seed of a failing one is what FsCheck tells.</summary>
internal static class Forms
{
    /// <summary>Seeds, for what is not drawn here.</summary>
    public static Arbitrary<int> Seeds { get; } = Arb.From(Gen.Choose(0, int.MaxValue - 1));

    /// <summary>Checks a property over forms without errors.</summary>
    public static void ForAllSound(Action<IntegratedProtectionForm> property, int times = 300) => ForAll(GeneratedForm.Of, property, times);

    /// <summary>Checks a property over forms with anything wrong in them.</summary>
    public static void ForAllBroken(Action<IntegratedProtectionForm> property, int times = 500) => ForAll(BrokenForm.Of, property, times);

    private static void ForAll(Func<int, IntegratedProtectionForm> make, Action<IntegratedProtectionForm> property, int times) =>
        Prop.ForAll(Seeds, seed => property(make(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(times));
}
