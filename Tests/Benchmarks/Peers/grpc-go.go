// grpc-go: `grpc-go PORT` serves. Debian has its sources; the messages come from protoc-gen-go beside them.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"

	pb "bench/benchmark/v1"

	"google.golang.org/grpc"
)

var names [20]string

func figure(i int, q *pb.FiguresRequest) *pb.Figure {
	cumulative := int64(q.Year)*10000 + int64(q.Month)*37 + int64(i)*7919
	previous := cumulative - 1000 - int64(i)
	growth := float64(cumulative-previous) / float64(previous)
	return &pb.Figure{Indicator: names[i], Cumulative: cumulative, Previous: previous, Growth: growth}
}

type service struct{}

func (service) GetFigures(_ context.Context, q *pb.FiguresRequest) (*pb.FiguresReply, error) {
	reply := &pb.FiguresReply{Figures: make([]*pb.Figure, 0, 20)}
	for i := range names {
		reply.Figures = append(reply.Figures, figure(i, q))
	}
	return reply, nil
}

func (service) GetNothing(context.Context, *pb.Empty) (*pb.Empty, error) { return &pb.Empty{}, nil }

func (service) GetChunk(_ context.Context, q *pb.ChunkRequest) (*pb.Chunk, error) {
	return &pb.Chunk{Data: make([]byte, q.Size)}, nil
}

func (service) StreamFigures(q *pb.FiguresRequest, stream pb.BenchmarkService_StreamFiguresServer) error {
	for i := 0; i < 10000; i++ {
		if err := stream.Send(figure(i%20, q)); err != nil {
			return err
		}
	}
	return nil
}

func (service) EchoFigures(stream pb.BenchmarkService_EchoFiguresServer) error {
	for {
		one, err := stream.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := stream.Send(one); err != nil {
			return err
		}
	}
}

func main() {
	for i := range names {
		names[i] = fmt.Sprintf("IND%d", 10000+i*37)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer()
	pb.RegisterBenchmarkServiceServer(server, service{})
	panic(server.Serve(listener))
}
