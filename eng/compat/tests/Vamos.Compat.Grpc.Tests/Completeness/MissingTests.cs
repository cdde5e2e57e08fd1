namespace Vamos.Compat.Tests.Completeness;

using static InventedConsumer;

/// <summary>The search for what is missing finds it.</summary>
public sealed class MissingTests
{
    [Fact]
    public void Type_and_method_that_exist_are_not_missing() =>
        Assert.Empty(Missing("Grpc.Core.Metadata", "Clear"));

    [Fact]
    public void Method_with_its_right_parameters_is_not_missing() =>
        Assert.Empty(Missing("Grpc.Core.Metadata", "Add", encoder => Method(encoder, key => key.String(), value => value.String())));

    [Fact]
    public void Type_that_does_not_exist_is_missing() =>
        Assert.Equal("[Grpc.Core.Api] Grpc.Core.NoSuchType", Assert.Single(Missing("Grpc.Core.NoSuchType")).ToString());

    [Fact]
    public void Method_that_does_not_exist_is_missing() =>
        Assert.Equal(
            "[Grpc.Core.Api] Grpc.Core.Metadata :: instance Void NoSuchMethod()",
            Assert.Single(Missing("Grpc.Core.Metadata", "NoSuchMethod")).ToString());

    [Fact]
    public void Method_with_another_parameter_is_missing() =>
        Assert.Equal(
            "[Grpc.Core.Api] Grpc.Core.Metadata :: instance Void Add(String, Int32)",
            Assert.Single(Missing("Grpc.Core.Metadata", "Add", encoder => Method(encoder, key => key.String(), value => value.Int32()))).ToString());

    [Fact]
    public void Method_with_another_result_is_missing() =>
        Assert.Single(Missing("Grpc.Core.Metadata", "Clear", encoder => encoder.MethodSignature(isInstanceMethod: true).Parameters(
            0, result => result.Type().Boolean(), _ => { })));

    [Fact]
    public void Static_method_where_ours_is_of_the_instance_is_missing() =>
        Assert.Single(Missing("Grpc.Core.Metadata", "Clear", encoder => encoder.MethodSignature().Parameters(0, result => result.Void(), _ => { })));

    [Fact]
    public void Private_member_is_missing() =>
        Assert.Single(Missing("Grpc.Core.Metadata", "Thawed"));

    [Theory]
    [InlineData("Grpc.AspNetCore.Server", 0)]
    [InlineData("Somebody.Else", 2)]
    public void Internal_type_and_its_method_are_there_for_a_friend_only(string consumer, int missing) =>
        Assert.Equal(missing, Missing("Grpc.Core.CallHandle", "Dispose", null, consumer).Count);
}
